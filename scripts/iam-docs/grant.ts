/** One role that somebody is granted, in the words of the page: the same for every product, environment and model. */
export interface Grant {
  /** `account runner`, `agent pubsub`, `people`. */
  readonly holder: string;
  /** `roles/pubsub.publisher`, or `custom role retrain`. */
  readonly role: string;
  /** `project`, `bucket pipelines`, `account runner`. */
  readonly on: string;
}

/** One permission of a role that the kit makes. */
export interface RolePermission {
  /** `retrain`. */
  readonly role: string;
  readonly permission: string;
}

/** Everything that a platform grants. */
export interface Granted {
  readonly grants: readonly Grant[];
  readonly permissions: readonly RolePermission[];
}

/** What tells two grants apart on the page. */
export const keyOf = ({ role, on }: Grant): string => `${role} on ${on}`;
