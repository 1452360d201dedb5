import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { type Environment } from '../constructs/core/environment';
import { addGoogleProviders } from '../constructs/core/google-providers';
import { KitStack } from '../constructs/core/kit-stack';
import { Naming } from '../constructs/core/naming/naming';

const PROJECT = 'acme-churn-dev';
const REGION = 'europe-west4';

/** An app that leaves nothing on disk: read it with `Template.fromApp`. */
export function testApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'mlops-kit-'));
  try {
    return new App({ outdir });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export interface TestStackOptions {
  /** @default - an app of its own */
  readonly app?: Construct;
  /** @default 'stack' */
  readonly id?: string;
  /** @default 'acme-churn-dev' */
  readonly project?: string;
  /** @default 'europe-west4' */
  readonly region?: string;
  /**
   * Labels of every resource.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** An empty stack as the kit makes them, with the Google providers and a state bucket: no path of this machine in it. */
export function testStack(options: TestStackOptions = {}): TerraformStack {
  return new TestStack(options.app ?? testApp(), options.id ?? 'stack', options);
}

class TestStack extends KitStack {
  constructor(scope: Construct, id: string, { project = PROJECT, region = REGION, labels = {} }: TestStackOptions) {
    super(scope, id, { state: { bucket: 'acme-churn-tfstate', prefix: id }, labels });
    addGoogleProviders(this, { project, region });
  }
}

export interface TestEnvironmentOptions extends Partial<Environment> {
  /**
   * What names start with.
   * @default 'churn'
   */
  readonly product?: string;
}

/**
 * The environment `dev` of the product `churn`: an experimentation project in europe-west4, protected, not private.
 * Names follow from the product, the environment and the project.
 */
export function testEnvironment({ product = 'churn', ...overrides }: TestEnvironmentOptions = {}): Environment {
  const environment = {
    name: 'dev',
    stage: 'experimentation',
    project: PROJECT,
    region: REGION,
    protect: true,
    private: false,
    ...overrides,
  } as const;
  const { name, project } = environment;
  return { naming: new Naming({ product, environment: name, project }), ...environment };
}
