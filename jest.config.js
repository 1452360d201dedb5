/** Shared by both projects: swc transpiles, `tsc --noEmit` checks the types once for the whole tree. */
const common = {
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdktf.out', '<rootDir>/out'],
  // The platform holds the retraining function as it is built.
  globalSetup: '<rootDir>/test/support/build-kit.mjs',
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'fast',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/judges/'],
    },
    {
      ...common,
      displayName: 'judges',
      testMatch: ['<rootDir>/test/judges/**/*.test.ts'],
      // `testTimeout` of a project is ignored by jest.
      setupFilesAfterEnv: ['<rootDir>/test/support/judges-timeout.ts'],
    },
  ],
};
