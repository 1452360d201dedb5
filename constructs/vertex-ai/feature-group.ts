import { Construct } from 'constructs';
import { VertexAiFeatureGroup } from '@cdktf/provider-google/lib/vertex-ai-feature-group';
import { VertexAiFeatureGroupFeature } from '@cdktf/provider-google/lib/vertex-ai-feature-group-feature';
import { type ITerraformDependable } from 'cdktf';
import { type ITable } from '../bigquery/table';
import { validate } from '../core/errors';
import { validateName } from '../core/naming/naming';
import { featureIdRules } from './feature-id';

export interface IFeatureGroup {
  /** Its id in its project and region. */
  readonly groupId: string;
}

export interface FeatureGroupProps {
  /** Lower-case letters, digits and underscores. To change it, take another construct id: the provider renames nothing. */
  readonly groupId: string;
  /** Google Cloud project id. Changing it replaces the group. */
  readonly project: string;
  /** Region, that of the source. Changing it replaces the group. */
  readonly region: string;
  /** @default - none */
  readonly description?: string;
  /**
   * Table or view with the features, a column for each entity id, and a column `feature_timestamp` of type TIMESTAMP:
   * when the values held. Google looks at it when a feature is registered, so it is there before. Changing it replaces
   * the group.
   */
  readonly source: ITable;
  /**
   * Columns that tell whose features a row holds.
   * @default ['entity_id']
   */
  readonly entityIdColumns?: readonly string[];
  /**
   * Refuse to destroy or replace the group while it is declared: Google deletes none that holds features, and feature
   * views name it.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * What has to exist before: access of Vertex AI to the source.
   * @default - nothing
   */
  readonly ready?: readonly ITerraformDependable[];
}

/** One feature of a group. */
export interface Feature {
  /** @default - the id of the feature */
  readonly column?: string;
  /** @default - none */
  readonly description?: string;
}

/** Columns that Google reads by itself. */
const TIMESTAMP_COLUMN = 'feature_timestamp';

/** Registers columns of a BigQuery table as features. Values stay in BigQuery. */
export class FeatureGroup extends Construct implements IFeatureGroup {
  readonly groupId: string;
  private readonly reserved: readonly string[];

  /** @throws ValidationError when the id or the entity id columns are not allowed */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FeatureGroupProps,
  ) {
    super(scope, id);
    validateName(this, 'featureGroup', props.groupId);
    const entityIdColumns = [...(props.entityIdColumns ?? ['entity_id'])];
    validate(this, [
      {
        broken: entityIdColumns.length === 0 || new Set(entityIdColumns).size < entityIdColumns.length,
        problem: `entityIdColumns [${entityIdColumns.join(', ')}] are not valid: one or more, each once`,
      },
    ]);
    const group = new VertexAiFeatureGroup(this, 'Resource', {
      name: props.groupId,
      project: props.project,
      region: props.region,
      description: props.description,
      bigQuery: { bigQuerySource: { inputUri: `bq://${props.source.tableName}` }, entityIdColumns },
      lifecycle: (props.protect ?? true) ? { preventDestroy: true } : undefined,
      dependsOn: props.ready && [...props.ready],
    });
    this.groupId = group.name;
    this.reserved = [...entityIdColumns, TIMESTAMP_COLUMN];
  }

  /** A group that is managed elsewhere. */
  static fromGroupId(groupId: string): IFeatureGroup {
    return { groupId };
  }

  /**
   * Registers a column as a feature.
   *
   * @param featureId lower-case letters, digits and underscores; changing it makes another feature
   * @returns what to wait for before a feature view names it
   * @throws ValidationError when the id is not allowed, or the column is an entity id or the timestamp
   */
  addFeature(featureId: string, { column, description }: Feature = {}): ITerraformDependable {
    validate(this, [
      ...featureIdRules('feature', featureId),
      {
        broken: this.reserved.includes(column ?? featureId),
        problem: `feature "${featureId}" is not valid: column "${column ?? featureId}" is an entity id or the timestamp (${this.reserved.join(', ')})`,
      },
    ]);
    return new VertexAiFeatureGroupFeature(this, `Feature-${featureId}`, {
      name: featureId,
      featureGroup: this.groupId,
      project: this.props.project,
      region: this.props.region,
      versionColumnName: column,
      description,
    });
  }
}
