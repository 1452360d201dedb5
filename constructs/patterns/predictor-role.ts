import { type Construct } from 'constructs';
import { Capability } from '../core/capability';
import { type Environment } from '../core/environment';
import { CustomRole } from '../iam/custom-role';
import { MODEL_SERVING } from './model-serving-info';

/**
 * The role of those who ask endpoints for predictions, and may do nothing else. Made once per environment, in the
 * platform stack; grants on single endpoints name it.
 */
export class PredictorRole extends Capability {
  constructor(scope: Construct, id: string, { environment }: { readonly environment: Environment }) {
    super(scope, id, MODEL_SERVING);
    new CustomRole(this, 'Role', {
      project: environment.project,
      roleId: PredictorRole.roleIdOf(environment),
      title: environment.naming.displayName('predictor'),
      description: 'Asks endpoints for predictions',
      permissions: ['aiplatform.endpoints.predict'],
    });
  }

  /** `projects/P/roles/R` of an environment, for stacks other than the one that makes it. */
  static roleNameOf(environment: Environment): string {
    return CustomRole.roleNameOf(environment.project, PredictorRole.roleIdOf(environment));
  }

  private static roleIdOf({ naming }: Environment): string {
    return naming.name('customRole', 'predictor');
  }
}
