/** The data that ships with the kit: late arrivals of flights out of New York in 2013, with the weather. */

/** Relative to the project's root. */
export const FLIGHTS = 'pipelines/data/flights/flights.csv.gz';

const required = (type: string, min: number, max: number) => ({ type, required: true, range: { min, max } });
/** The weather station is silent now and then, and often about the pressure. */
const weather = (min: number, max: number, maxMissing = 0.05) => ({
  type: 'FLOAT',
  required: true,
  range: { min, max },
  max_missing: maxMissing,
});

/** The curated schema, for `validate-data`. Units are those of the source: miles, Fahrenheit, inches, millibars. */
export const FLIGHTS_SCHEMA = {
  features: {
    month: required('INTEGER', 1, 12),
    day: required('INTEGER', 1, 31),
    weekday: required('INTEGER', 1, 7),
    hour: required('INTEGER', 0, 23),
    carrier: { type: 'STRING', required: true },
    origin: { type: 'STRING', required: true, domain: ['EWR', 'JFK', 'LGA'] },
    dest: { type: 'STRING', required: true },
    distance: required('INTEGER', 1, 6000),
    temp: weather(-30, 130),
    humid: weather(0, 100),
    wind_speed: weather(0, 120),
    precip: weather(0, 10),
    pressure: weather(900, 1100, 0.25),
    visib: weather(0, 10),
    late: { type: 'INTEGER', required: false, range: { min: 0, max: 1 } },
  },
} as const;

/** Columns that a model learns from. */
export const FLIGHTS_FEATURES = {
  numeric: ['distance', 'temp', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'],
  categorical: ['carrier', 'origin', 'dest', 'weekday'],
  hours: ['hour'],
};

/** Columns whose values a model is measured on apart. */
export const FLIGHTS_SLICES = ['origin', 'carrier'];
