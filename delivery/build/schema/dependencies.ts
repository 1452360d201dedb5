import {
  type BuildDependency,
  type GenericArtifactDependency,
  type GitConfig,
  type GitSourceDependency,
} from '../dependencies';
import { fields, flag, text, whole } from './fields';

const gitSource = fields<GitSourceDependency>()({
  repository: fields<GitSourceDependency['repository']>()({
    url: text.optional(),
    developerConnect: text.optional(),
  }),
  revision: text,
  destPath: text,
  depth: whole.optional(),
  fetchTags: flag.optional(),
  recurseSubmodules: flag.optional(),
});

export const dependency = fields<BuildDependency>()({
  empty: flag.optional(),
  gitSource: gitSource.optional(),
  genericArtifact: fields<GenericArtifactDependency>()({ resource: text, destPath: text }).optional(),
});

export const gitConfig = fields<GitConfig>()({
  http: fields<NonNullable<GitConfig['http']>>()({ proxySecretVersionName: text.optional() }).optional(),
});
