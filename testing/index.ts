/** Helpers for tests of what the kit and your own constructs synthesize. They throw plain errors: any test runner will do. */
export { testApp, testEnvironment, testStack, type TestEnvironmentOptions, type TestStackOptions } from './fixtures';
export { type Json } from './stack-json';
export { type Properties, Template, type TemplateResource } from './template';
export { templateSerializer } from './serializer';
