/**
 * Builds a construct tree without a stack trace for every token. CDKTF takes one each time a value is wrapped, tens of
 * thousands for a large platform, and rendering them is most of the time and memory of a synthesis. They only help
 * when a token fails to resolve: so when the build throws, it runs once more with traces, and that error is thrown.
 * Errors themselves always keep their trace.
 */
export function withoutTokenTraces<T>(build: () => T): T {
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = (target, below) => {
    if (target instanceof Error) capture.call(Error, target, below);
  };
  try {
    return build();
  } catch {
    Error.captureStackTrace = capture;
    return build();
  } finally {
    Error.captureStackTrace = capture;
  }
}
