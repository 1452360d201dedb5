import { Construct } from 'constructs';
import { type ITerraformDependable } from 'cdktf';
import { BigqueryDataset } from '@cdktf/provider-google/lib/bigquery-dataset';
import { BigqueryDatasetIamMember } from '@cdktf/provider-google/lib/bigquery-dataset-iam-member';
import { dependenciesOf, type EncryptionKey } from '../core/encryption';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';

export interface IDataset {
  readonly datasetId: string;
  readonly project: string;
}

export interface DatasetProps {
  /** Letters, digits and underscores. Changing it replaces the dataset. */
  readonly datasetId: string;
  /** Google Cloud project id. Changing it replaces the dataset. */
  readonly project: string;
  /** Region. Changing it replaces the dataset. */
  readonly location: string;
  /** What it is for, as the console shows it. */
  readonly description: string;
  /**
   * Refuse to destroy or replace the dataset.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Default key of the tables.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Hours of time travel: 48 to 168, in steps of 24.
   * @default 168
   */
  readonly timeTravelHours?: number;
}

/** https://cloud.google.com/bigquery/docs/time-travel#configure_the_time_travel_window */
const TIME_TRAVEL_HOURS = [48, 72, 96, 120, 144, 168];

/** A BigQuery dataset. Access goes by member grants only: `access` blocks would fight with them. */
export class Dataset extends Construct implements IDataset {
  readonly datasetId: string;
  readonly project: string;

  /** @throws ValidationError when the id or `timeTravelHours` is not allowed */
  constructor(scope: Construct, id: string, props: DatasetProps) {
    super(scope, id);
    validateName(this, 'dataset', props.datasetId);
    const timeTravelHours = props.timeTravelHours ?? 168;
    validate(this, [
      {
        broken: !TIME_TRAVEL_HOURS.includes(timeTravelHours),
        problem: `timeTravelHours ${timeTravelHours}: ${TIME_TRAVEL_HOURS.join(', ')} are allowed`,
      },
    ]);
    const protect = props.protect ?? true;
    const dataset = new BigqueryDataset(this, 'Resource', {
      datasetId: props.datasetId,
      project: props.project,
      location: props.location,
      description: props.description,
      maxTimeTravelHours: String(timeTravelHours),
      deleteContentsOnDestroy: !protect,
      defaultEncryptionConfiguration: props.encryptionKey && { kmsKeyName: props.encryptionKey.keyName },
      lifecycle: protect ? { preventDestroy: true } : undefined,
      dependsOn: dependenciesOf(props.encryptionKey),
    });
    this.datasetId = dataset.datasetId;
    this.project = props.project;
  }

  /** A dataset that is managed elsewhere. */
  static fromDatasetId(project: string, datasetId: string): IDataset {
    return { project, datasetId };
  }

  /** Read tables. Running queries needs `roles/bigquery.jobUser` on a project as well. */
  grantRead(id: string, member: string): void {
    this.grant(`Read-${id}`, 'roles/bigquery.dataViewer', member);
  }

  /** Read, write and create tables. */
  grantReadWrite(id: string, member: string): void {
    this.grant(`ReadWrite-${id}`, 'roles/bigquery.dataEditor', member);
  }

  private grant(id: string, role: string, member: string): void {
    grantOnDataset(this, id, this, role, member);
  }
}

// The provider turns members into entries of the dataset's own access list, and knows federated principals by this alone:
// https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/bigquery_dataset_iam
const datasetMember = (member: string) => (/^principal(Set)?:/.test(member) ? `iamMember:${member}` : member);

/** A grant on a dataset that is made elsewhere. Returns what to wait for. */
export function grantOnDataset(
  scope: Construct,
  id: string,
  { project, datasetId }: IDataset,
  role: string,
  member: string,
): ITerraformDependable {
  return new BigqueryDatasetIamMember(scope, id, { project, datasetId, role, member: datasetMember(member) });
}
