/** Triggers as the files of the host that starts builds. */
export { type DeliveryFacts } from './facts';
export { githubFiles } from './github';
export { gitlabFiles } from './gitlab';
export { RELAY_ATTRIBUTES, RELAY_FILE, relayBuild } from './relay';
export { sourceManagerFiles, TRIGGERS_FILE } from './source-manager';
export { TargetError } from './target-error';
export { HEAD, WRITTEN, type WrittenFile, writtenBuild } from './written-file';
