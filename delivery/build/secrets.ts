/** Secrets that steps may ask for. https://cloud.google.com/build/docs/securing-builds/use-secrets */
export interface AvailableSecrets {
  /** Versions in Secret Manager. @default - none */
  readonly secretManager?: readonly SecretManagerSecret[];
  /** Values that are in the file itself, encrypted. @default - none */
  readonly inline?: readonly InlineSecret[];
}

export interface SecretManagerSecret {
  /** `projects/P/secrets/S/versions/V`; a number rather than `latest`, so that a build does not change by itself. */
  readonly versionName: string;
  /** Variable by which steps ask for it in `secretEnv`. */
  readonly env: string;
}

export interface InlineSecret {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K` */
  readonly kmsKeyName: string;
  /** Encrypted value in base64, by variable. */
  readonly envMap: Readonly<Record<string, string>>;
}

/** The older form of `InlineSecret`; Google recommends `availableSecrets`. */
export interface KmsSecret {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K` */
  readonly kmsKeyName: string;
  /** Encrypted value in base64, by variable. */
  readonly secretEnv: Readonly<Record<string, string>>;
}
