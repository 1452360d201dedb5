import { type EncryptionKey } from '../core/encryption';

/** Machines of one kind. Changing anything but `replicas` replaces the persistent resource. */
export interface PersistentPool {
  /**
   * What jobs name the pool by.
   * @default - made by Google
   */
  readonly poolId?: string;
  /** As Vertex AI custom training takes them: `n1-standard-8`. */
  readonly machineType: string;
  /**
   * As Vertex AI names it: `NVIDIA_TESLA_T4`; with `acceleratorCount`.
   * @default - none
   */
  readonly acceleratorType?: string;
  /** Of one machine. */
  readonly acceleratorCount?: number;
  /**
   * Machines. Changes in place.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Fewest and most machines; at least 1.
   * @default - always `replicas`
   */
  readonly autoscaling?: readonly [number, number];
  /**
   * Boot disk in GB.
   * @default - 100, by Google
   */
  readonly bootDiskGb?: number;
  /**
   * `pd-ssd`, `pd-standard` or `hyperdisk-balanced`.
   * @default - by Google, from the machine type
   */
  readonly bootDiskType?: string;
}

/** A private DNS zone that machines ask. */
export interface DnsPeering {
  /** With a full stop at its end: `acme.internal.` */
  readonly domain: string;
  readonly targetProject: string;
  readonly targetNetwork: string;
}

export interface PersistentResourceProps {
  /**
   * Release of the provider google that the stack is deployed with, from 7.43.0 on: the one that
   * `stack.addOverride('terraform.required_providers.google.version', ...)` names.
   */
  readonly providerVersion: string;
  /** Changing it replaces the persistent resource. */
  readonly resourceId: string;
  /** Google Cloud project id. Changing it replaces the persistent resource. */
  readonly project: string;
  /** Changing it replaces the persistent resource. */
  readonly location: string;
  /** At least one. Jobs say which they run on. */
  readonly pools: readonly PersistentPool[];
  /**
   * For people.
   * @default - none
   */
  readonly displayName?: string;
  /**
   * Network that is peered with Vertex AI, with the number of its project. Changing it replaces the persistent resource.
   * @default - none
   */
  readonly peeredNetwork?: string;
  /**
   * Names of ranges of the peered network that machines get their addresses from. Changing it replaces the persistent
   * resource.
   * @default - all that are peered
   */
  readonly reservedIpRanges?: readonly string[];
  /**
   * `projects/P/regions/R/networkAttachments/A`: machines reach its network by an interface in it. Changing it replaces
   * the persistent resource.
   * @default - none
   */
  readonly networkAttachment?: string;
  /**
   * Needs `networkAttachment`, and `roles/dns.peer` for the service agent of Vertex AI on the target project.
   * @default - none
   */
  readonly dnsPeerings?: readonly DnsPeering[];
  /**
   * Run every job as the account that it names. Changing it replaces the persistent resource.
   * @default true
   */
  readonly customServiceAccount?: boolean;
  /**
   * Changing it replaces the persistent resource.
   * @default - a key of Google
   */
  readonly encryptionKey?: EncryptionKey;
  /**
   * Refuse to destroy or replace it. It holds no data.
   * @default false
   */
  readonly protect?: boolean;
}
