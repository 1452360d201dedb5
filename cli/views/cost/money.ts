import { type Total } from '../../../cost/line';

/** Millionths of a US dollar as dollars: two places, more below a cent. */
export function dollars(micros: number): string {
  const places = micros !== 0 && Math.abs(micros) < 10_000 ? 6 : 2;
  return (micros / 1e6).toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
}

export const totalText = ({ micros, atLeast }: Total): string => `${atLeast ? 'at least ' : ''}${dollars(micros)}`;

/** A quantity without trailing zeros. */
export const amount = (quantity: number): string => String(Math.round(quantity * 100) / 100);
