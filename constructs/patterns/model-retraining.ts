import { type Construct } from 'constructs';
import { planObject } from '../../runs/objects';
import { type RunPlan } from '../../runs/plan';
import { type Purpose } from '../../runs/request';
import { schedulePayload } from '../../runs/triggers/request';
import { Capability } from '../core/capability';
import { type Environment } from '../core/environment';
import { validate } from '../core/errors';
import { type Schedule } from '../core/schedule';
import { SchedulerJob } from '../scheduler/scheduler-job';
import { BucketObject } from '../storage/bucket-object';
import { CONTINUOUS_TRAINING } from './continuous-training-info';
import { PipelineRuntime } from './pipeline-runtime';
import { RunQueue } from './run-queue';

export interface ModelRetrainingProps {
  /** Where it is built, and under which names. */
  readonly environment: Environment;
  /** The model's key in the config. */
  readonly model: string;
  /** What its runs are made of. */
  readonly plan: RunPlan;
  /** When its pipelines are due by the clock, by purpose; a purpose that is left out is never. */
  readonly schedules: Readonly<Partial<Record<Purpose, Schedule>>>;
}

/** What the runs of one model are made of, and when they are due. The rest is there once per environment. */
export class ModelRetraining extends Capability {
  /** @throws ValidationError when a pipeline is scheduled that the model does not have */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ModelRetrainingProps,
  ) {
    super(scope, id, CONTINUOUS_TRAINING);
    const { environment, model, plan } = props;
    const schedules = Object.entries(props.schedules) as [Purpose, Schedule][];
    const missing = schedules.map(([purpose]) => purpose).filter((purpose) => !plan.pipelines[purpose]);
    validate(this, [
      {
        broken: missing.length > 0,
        problem: `${missing.join(', ')} of ${model} is scheduled, but its plan has no such pipeline`,
      },
    ]);
    new BucketObject(this, 'Plan', {
      bucket: PipelineRuntime.bucketOf(environment),
      objectName: planObject(model),
      content: JSON.stringify(plan, undefined, 2),
      contentType: 'application/json',
    });
    for (const [purpose, schedule] of schedules) this.schedule(purpose, schedule);
  }

  /** Where the plan of a model is: `gs://BUCKET/plans/MODEL.json`. */
  static planUriOf(environment: Environment, model: string): string {
    return `${PipelineRuntime.bucketOf(environment).url}/${planObject(model)}`;
  }

  private schedule(purpose: Purpose, { cron, timeZone }: Schedule): void {
    const { environment, model } = this.props;
    new SchedulerJob(this, `Schedule-${purpose}`, {
      jobName: environment.naming.name('schedulerJob', purpose, model),
      project: environment.project,
      region: environment.region,
      description: `Asks for a ${purpose} run of ${model}`,
      cron,
      timeZone,
      topic: RunQueue.topicOf(environment),
      message: schedulePayload(model, purpose),
    });
  }
}
