/** Outside judges install themselves on first use and run for minutes. */
jest.setTimeout(30 * 60 * 1000);
