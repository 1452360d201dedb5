/** Outside judges install themselves on first use and run for minutes. */
jest.setTimeout(15 * 60 * 1000);
