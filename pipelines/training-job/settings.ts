/** What a job has besides its machines: where it runs, as whom, and how it is found. */
import { type ParameterRef } from '../ir';
import { type Mistakes } from './mistakes';
import { known, type Value } from './values';

export interface JobSettings {
  /** Name shown in the console. */
  readonly displayName: Value;
  /** @default - the pipeline's */
  readonly project?: Value;
  /** Region: `europe-west4`. */
  readonly location: Value;
  /** Account that the program runs as. @default - Vertex AI's own */
  readonly serviceAccount?: Value;
  /** VPC network it is peered with, `projects/NUMBER/global/networks/NAME`. @default - none */
  readonly network?: Value;
  /** KMS key, in the job's region: `projects/P/locations/L/keyRings/R/cryptoKeys/K`. @default - Google's */
  readonly encryptionKey?: Value;
}

/** How machines are got. https://cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec#Strategy */
export type Strategy = 'STANDARD' | 'SPOT' | 'FLEX_START';

export type GivenStrategy = Strategy | ParameterRef<'STRING'>;

interface Rule {
  readonly pattern: RegExp;
  readonly what: string;
  readonly fix: string;
}

const RULES = {
  network: {
    pattern: /^projects\/\d+\/global\/networks\/[^/]+$/,
    what: 'is not the full name of a network',
    fix: 'write projects/NUMBER/global/networks/NAME, with the number of the project',
  },
  encryptionKey: {
    pattern: /^projects\/[^/]+\/locations\/([^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/,
    what: 'is not the full name of a key',
    fix: 'write projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY',
  },
  tensorboard: {
    pattern: /^projects\/[^/]+\/locations\/([^/]+)\/tensorboards\/[^/]+$/,
    what: 'is not the full name of a TensorBoard',
    fix: 'write projects/PROJECT/locations/LOCATION/tensorboards/ID',
  },
  'pscInterface.networkAttachment': {
    pattern: /^projects\/[^/]+\/regions\/([^/]+)\/networkAttachments\/[^/]+$/,
    what: 'is not the full name of a network attachment',
    fix: 'write projects/PROJECT/regions/REGION/networkAttachments/NAME',
  },
  serviceAccount: { pattern: /^[^@\s]+@[^@\s]+$/, what: 'is no service account', fix: 'write its e-mail address' },
  baseOutputDirectory: { pattern: /^gs:\/\/[^/]+/, what: 'is not in Cloud Storage', fix: 'write gs://BUCKET/FOLDER' },
  location: { pattern: /^[a-z]+-[a-z]+\d+$/, what: 'is no region', fix: 'write one as "europe-west4"' },
  timeout: { pattern: /^\d+(\.\d{1,9})?s$/, what: 'is no duration', fix: 'write seconds as "86400s"' },
  maxWaitDuration: { pattern: /^\d+(\.\d{1,9})?s$/, what: 'is no duration', fix: 'write seconds as "86400s"' },
} satisfies Readonly<Record<string, Rule>>;

/** Checks what is known of each prop for its form, and that what has a region is in the job's. */
export function checkForms(given: { readonly [K in keyof typeof RULES]?: Value }, mistakes: Mistakes): void {
  const location = known(given.location);
  for (const [prop, { pattern, what, fix }] of Object.entries<Rule>(RULES)) {
    const value = known(given[prop as keyof typeof RULES]);
    if (value === undefined) continue;
    const found = pattern.exec(value);
    const region = found?.[1];
    if (!found) mistakes.add(prop, `"${value}" ${what}`, fix);
    else if (region !== undefined && location !== undefined && region !== location)
      mistakes.add(prop, `is in ${region}, the job in ${location}`, `name one of ${location}`);
  }
}
