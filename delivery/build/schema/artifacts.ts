import { z } from 'zod';
import {
  type ArtifactObjects,
  type Artifacts,
  type GenericArtifact,
  type GoModule,
  type MavenArtifact,
  type NpmPackage,
  type OciImage,
  type PythonPackage,
} from '../artifacts';
import { fields, text, texts } from './fields';

const mavenArtifact = fields<MavenArtifact>()({
  repository: text,
  path: text.optional(),
  deployFolder: text.optional(),
  artifactId: text.optional(),
  groupId: text.optional(),
  version: text.optional(),
});

const goModule = fields<GoModule>()({
  repositoryName: text,
  repositoryLocation: text.optional(),
  repositoryProjectId: text.optional(),
  sourcePath: text.optional(),
  modulePath: text,
  moduleVersion: text,
});

export const artifacts = fields<Artifacts>()({
  images: texts.optional(),
  objects: fields<ArtifactObjects>()({ location: text, paths: texts }).optional(),
  mavenArtifacts: z.array(mavenArtifact).optional(),
  pythonPackages: z.array(fields<PythonPackage>()({ repository: text, paths: texts })).optional(),
  npmPackages: z.array(fields<NpmPackage>()({ repository: text, packagePath: text })).optional(),
  goModules: z.array(goModule).optional(),
  genericArtifacts: z.array(fields<GenericArtifact>()({ folder: text, registryPath: text })).optional(),
  oci: z.array(fields<OciImage>()({ file: text, registryPath: text, tags: texts.optional() })).optional(),
});
