import { type Build, stepsInOrder, substitutionsUsed } from '../build';
import { type DeliveryTrigger } from '../triggers';
import { type HostStep, hostStep, stepProblems } from './host-step';
import { TargetError } from './target-error';

/** A build as any host with shells can run it: its steps one after the other, on the machine of one job or of several. */
export interface HostBuild {
  readonly steps: readonly HostStep[];
  /** Values of the build's own substitutions, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** Substitutions that a message fills in, with the attribute that does. */
  readonly fromMessage: Readonly<Record<string, string>>;
  /** What Cloud Build would fill in and the build reads: `COMMIT_SHA`. */
  readonly builtIn: readonly string[];
  /** Seconds. */
  readonly timeout: number;
  /** Hosts of the Artifact Registry repositories that images are pushed to. */
  readonly registries: readonly string[];
}

/** Cloud Build's own, of a build that says nothing. */
const TIMEOUT = '3600s';

/**
 * The builds of triggers for another host than Cloud Build.
 *
 * @param host the host, as people call it
 * @throws TargetError with all that the host cannot do
 */
export function hostBuilds(host: string, triggers: readonly DeliveryTrigger[]): Map<DeliveryTrigger, HostBuild> {
  const problems = triggers.flatMap((trigger) => problemsOf(trigger).map((problem) => `${trigger.key}: ${problem}`));
  if (problems.length > 0) throw new TargetError(host, problems);
  return new Map(triggers.map((trigger) => [trigger, hostBuild(trigger)]));
}

function hostBuild({ build, substitutions }: DeliveryTrigger): HostBuild {
  const all = Object.entries({ ...build.substitutions, ...substitutions });
  const values = Object.fromEntries(all.filter(([, value]) => attributeOf(value) === undefined));
  const steps = stepsInOrder(build).map((step) => hostStep(step, build));
  const images = steps.some(({ tool }) => tool === 'docker') ? Object.values(values).join(' ') : '';
  return {
    steps,
    values,
    fromMessage: Object.fromEntries(
      all.flatMap(([name, value]) => {
        const attribute = attributeOf(value);
        return attribute === undefined ? [] : [[name, attribute]];
      }),
    ),
    builtIn: substitutionsUsed(build).builtIn,
    timeout: seconds(build.timeout ?? TIMEOUT),
    registries: [...new Set(images.match(/\b[a-z0-9-]+-docker\.pkg\.dev\b/g))].sort(),
  };
}

/** The attribute of a message that a value is read from; `undefined` for any other value. */
const attributeOf = (value: string): string | undefined =>
  /^\$\(body\.message\.attributes\.([A-Za-z_]\w*)\)$/.exec(value)?.[1];

/** What is left of a duration without its unit. */
export const seconds = (duration: string): number => Number.parseInt(duration, 10);

/** Fields of a build that a host without Cloud Build does nothing for. */
const UNKNOWN = {
  artifacts: 'upload artifacts in a step',
  availableSecrets: 'read secrets in a step',
  secrets: 'read secrets in a step',
  dependencies: 'fetch them in a step',
} as const satisfies Partial<Record<keyof Build, string>>;

function problemsOf({ build, substitutions, event }: DeliveryTrigger): string[] {
  const unknown = (Object.keys(UNKNOWN) as (keyof typeof UNKNOWN)[]).filter((field) => build[field] !== undefined);
  const dynamic = Object.entries(substitutions).filter(
    ([, value]) => value.includes('$(') && (attributeOf(value) === undefined || !('message' in event)),
  );
  const pushes = build.steps.some(({ script }) => script?.includes('docker push'));
  return [
    ...(build.images && !pushes ? ['the build has images, which only Cloud Build pushes: push them in a step'] : []),
    ...unknown.map((field) => `the build has ${field}, which only Cloud Build knows: ${UNKNOWN[field]}`),
    ...dynamic.map(([name, value]) => `${name} is read as ${value}: attributes of messages alone can be read`),
    ...('message' in event && event.message.filter !== undefined ? ['messages are not filtered here'] : []),
    ...build.steps.flatMap((step, position) => stepProblems(step, `step ${step.id ?? position}`)),
  ];
}
