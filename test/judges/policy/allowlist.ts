/** A finding of checkov that stands, and why. An entry that matches nothing is an error: it hides the next finding. */
export interface Allowed {
  readonly check: string;
  /** Logical name of the resource, as checkov reports it; for a secret, the line it is found in. */
  readonly resource: RegExp;
  /** Which configurations it holds for: keys of Google's, public or ephemeral environments are choices of the config. */
  readonly when?: 'googleKeys' | 'public' | 'ephemeral';
  readonly reason: string;
  /** What stands in for it. */
  readonly instead: string;
}

const googleKeys = (check: string, resource: RegExp, what: string): Allowed => ({
  check,
  resource,
  when: 'googleKeys',
  reason: `security.cmek is off, so ${what} has a key of Google's`,
  instead: 'encryption at rest with keys that Google manages; security.cmek turns the finding off',
});

export const ALLOWED: readonly Allowed[] = [
  googleKeys(
    'CKV_GCP_84',
    /ArtifactStore_|ContinuousTraining_Retrain_Build_Images|PipelineDelivery_Artifacts_/,
    'a repository',
  ),
  googleKeys('CKV_GCP_83', /ContinuousTraining_Queue_|PipelineRuntime_ModelTopic|PipelineDelivery_Relay/, 'a topic'),
  googleKeys('CKV_GCP_81', /DataStores_|ModelMonitoring_Dataset/, 'a dataset'),
  googleKeys('CKV_GCP_80', /ModelMonitoring_Windows|FeatureStore_Table-/, 'a table'),
  googleKeys('CKV_GCP_92', /DataStores_VertexDataset/, 'a Vertex AI dataset'),
  googleKeys('CKV_GCP_96', /ExperimentWorkspace_MetadataStore/, 'the metadata store'),
  googleKeys('CKV2_GCP_24', /Model-.*_Endpoint/, 'an endpoint'),
  googleKeys('CKV2_GCP_26', /ExperimentWorkspace_Tensorboard/, 'TensorBoard'),
  googleKeys('CKV2_GCP_27', /ExperimentWorkspace_Workbench/, 'the disk of a workbench'),
  {
    check: 'CKV2_GCP_33',
    resource: /Model-.*_Endpoint/,
    reason: 'the check asks for VPC peering, which excludes Private Service Connect and dedicated public endpoints',
    instead: 'security.private makes Private Service Connect endpoints; a public one asks every caller for a token',
  },
  {
    check: 'CKV_GCP_121',
    resource: /ModelMonitoring_Windows|FeatureStore_Table-/,
    when: 'ephemeral',
    reason: 'the environment was declared ephemeral, with a reason: what it holds may be lost',
    instead: 'protection in every environment that is not, and production can not be',
  },
  {
    check: 'CKV_GCP_62',
    resource: /Foundation_AccessLogs|StateStore_Bucket/,
    reason: 'a bucket cannot log access to itself, and the state bucket comes before there is a bucket for logs',
    instead: 'data access to both is in the audit log (security.auditData)',
  },
  {
    check: 'CKV_GCP_49',
    resource: /_Services_\w+_AgentRole/,
    reason: 'the role is for the service agent of an API, which does not get it by itself when it is made ahead of use',
    instead: 'the member is google_project_service_identity: an agent that only Google can act as',
  },
  {
    check: 'CKV_GCP_49',
    resource: /PipelineDelivery_Environment-\w+_Deploy_iamserviceAccountAdmin/,
    reason: 'what deploys an environment makes its service accounts and says who may use them',
    instead:
      'an account for each environment, which builds of pull requests cannot run as; production asks for an approval',
  },
  {
    check: 'CKV_GCP_12',
    resource: /TrainingPools_Cluster/,
    reason: 'the check knows Calico alone, which Dataplane V2 excludes',
    instead: 'datapath_provider ADVANCED_DATAPATH, which enforces network policies by itself',
  },
  {
    check: 'CKV_GCP_20',
    resource: /TrainingPools_Cluster/,
    reason: 'the control plane has no address that networks could be authorized for',
    instead: 'its DNS name, which asks every caller for IAM permissions',
  },
  {
    check: 'CKV_GCP_65',
    resource: /TrainingPools_Cluster/,
    reason: "the security group has to be one of the organisation's own domain, which the kit does not know",
    instead: 'IAM alone says who reaches the cluster',
  },
  {
    check: 'CKV_GCP_66',
    resource: /TrainingPools_Cluster/,
    reason: 'a policy of Binary Authorization is one for the whole project, and belongs to whoever signs images',
    instead: 'nodes have a role on the repositories of the platform alone; public images are not refused',
  },
  {
    check: 'CKV_GCP_68',
    resource: /TrainingPools_Pool-/,
    reason: 'drivers of GPUs are loaded after boot, which secure boot refuses',
    instead: 'integrity monitoring; nodes without GPUs boot securely',
  },
  {
    check: 'CKV_SECRET_6',
    resource: /"(\w+_secret_version|_COMMENT_SECRET)": "projects\/[^/]+\/secrets\/[^/]+\/versions\/[^/]+"/,
    reason: 'the line names a version of a secret in Secret Manager and holds no secret',
    instead: 'the configuration takes nothing else for a token',
  },
];
