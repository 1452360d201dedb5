/** What is uploaded after the last step. https://cloud.google.com/build/docs/build-config-file-schema#artifacts */
export interface Artifacts {
  /** The same list as `images` of the build: give one of the two. @default - none */
  readonly images?: readonly string[];
  /** Files for Cloud Storage. @default - none */
  readonly objects?: ArtifactObjects;
  /** @default - none */
  readonly mavenArtifacts?: readonly MavenArtifact[];
  /** @default - none */
  readonly pythonPackages?: readonly PythonPackage[];
  /** @default - none */
  readonly npmPackages?: readonly NpmPackage[];
  /** @default - none */
  readonly goModules?: readonly GoModule[];
  /** Folders for generic repositories. @default - none */
  readonly genericArtifacts?: readonly GenericArtifact[];
  /** Images that lie in the workspace as files. @default - none */
  readonly oci?: readonly OciImage[];
}

export interface ArtifactObjects {
  /** `gs://BUCKET/FOLDER/` */
  readonly location: string;
  /** Globs in the workspace. */
  readonly paths: readonly string[];
}

export interface MavenArtifact {
  /** `https://REGION-maven.pkg.dev/PROJECT/REPOSITORY` */
  readonly repository: string;
  /** One file. Not together with `deployFolder`. @default - `deployFolder` */
  readonly path?: string;
  /** All files of a folder. Not together with `path`. @default - `path` */
  readonly deployFolder?: string;
  /** @default - read from the project */
  readonly artifactId?: string;
  /** @default - read from the project */
  readonly groupId?: string;
  /** @default - read from the project */
  readonly version?: string;
}

export interface PythonPackage {
  /** `https://REGION-python.pkg.dev/PROJECT/REPOSITORY` */
  readonly repository: string;
  /** Globs in the workspace, such as `dist/*`. */
  readonly paths: readonly string[];
}

export interface NpmPackage {
  /** `https://REGION-npm.pkg.dev/PROJECT/REPOSITORY` */
  readonly repository: string;
  /** Folder of package.json. */
  readonly packagePath: string;
}

export interface GoModule {
  readonly repositoryName: string;
  /** @default - the build's region */
  readonly repositoryLocation?: string;
  /** @default - the build's project */
  readonly repositoryProjectId?: string;
  /** Folder of go.mod. @default - the workspace */
  readonly sourcePath?: string;
  readonly modulePath: string;
  /** As `v1.2.3`. */
  readonly moduleVersion: string;
}

export interface GenericArtifact {
  /** Folder in the workspace. */
  readonly folder: string;
  /** `projects/P/locations/L/repositories/R/packages/K/versions/V` */
  readonly registryPath: string;
}

export interface OciImage {
  /** Path of the image's file, such as `/workspace/image.tar`. */
  readonly file: string;
  /** Repository that gets the image, as `https://REGION-docker.pkg.dev/PROJECT/REPOSITORY`. */
  readonly registryPath: string;
  /** @default - none */
  readonly tags?: readonly string[];
}
