/** A typed builder of Cloud Build's config files: `defineBuild` checks one, `buildYaml` writes it. */
export {
  type ArtifactObjects,
  type Artifacts,
  type GenericArtifact,
  type GoModule,
  type MavenArtifact,
  type NpmPackage,
  type OciImage,
  type PythonPackage,
} from './artifacts';
export { type Build } from './build';
export { defineBuild } from './define';
export {
  type BuildDependency,
  type GenericArtifactDependency,
  type GitConfig,
  type GitSourceDependency,
} from './dependencies';
export { BuildError } from './errors';
export {
  type BuildOptions,
  type BuildPool,
  type LoggingMode,
  type MachineSeries,
  type MachineType,
  type SourceHash,
} from './options';
export { stepsInOrder } from './order';
export { type AvailableSecrets, type InlineSecret, type KmsSecret, type SecretManagerSecret } from './secrets';
export { type BuildStep, type StepResult, type Volume } from './step';
export { type SubstitutionsUsed, substitutionsUsed } from './substitutions';
export { buildYaml } from './yaml';
