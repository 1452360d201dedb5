import { DataGoogleMonitoringNotificationChannel } from '@cdktf/provider-google/lib/data-google-monitoring-notification-channel';
import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { type Construct } from 'constructs';
import { Capability } from '../../../constructs/core/capability';
import { Template, testStack } from '../../../testing';

const LABELS = { product: 'churn', team: 'retention' };
const INFO = { kind: 'data-stores', title: 'Data stores', sinceLevel: 0, makes: 'data', services: [] } as const;

class Stores extends Capability {
  constructor(scope: Construct, id: string) {
    super(scope, id, INFO);
  }
}

const bucket = (scope: Construct, labels?: Record<string, string>) =>
  new StorageBucket(scope, 'Data', { name: 'acme-data', location: 'europe-west4', labels });
const labelsOf = (stack: ReturnType<typeof testStack>, type = 'google_storage_bucket') =>
  Template.fromStack(stack).resources(type)[0]!.properties;

test('every resource that takes labels gets those of its stack', () => {
  const stack = testStack({ labels: LABELS });
  bucket(stack);
  expect(labelsOf(stack).labels).toEqual(LABELS);
});

test('a resource says which capability it belongs to', () => {
  const stack = testStack({ labels: LABELS });
  bucket(new Stores(stack, 'DataStores'));
  expect(labelsOf(stack).labels).toEqual({ ...LABELS, capability: 'data-stores' });
});

test('a label of the resource itself wins over the stack and the capability', () => {
  const stack = testStack({ labels: LABELS });
  bucket(new Stores(stack, 'DataStores'), { team: 'growth', capability: 'lake', more: 'x' });
  expect(labelsOf(stack).labels).toEqual({ product: 'churn', team: 'growth', capability: 'lake', more: 'x' });
});

test('a capability wins over a label of the stack', () => {
  const stack = testStack({ labels: { capability: 'all' } });
  bucket(new Stores(stack, 'DataStores'));
  expect(labelsOf(stack).labels).toEqual({ capability: 'data-stores' });
});

test('a type that calls them resource labels gets them there', () => {
  const stack = testStack({ labels: LABELS });
  new ContainerCluster(stack, 'Cluster', { name: 'kubeflow' });
  expect(labelsOf(stack, 'google_container_cluster').resource_labels).toEqual(LABELS);
});

test('the labels of a notification channel are the address that it sends to, and stay as they are', () => {
  const stack = testStack({ labels: LABELS });
  new MonitoringNotificationChannel(stack, 'Mail', { type: 'email', labels: { email_address: 'mlops@acme.com' } });
  const channel = labelsOf(stack, 'google_monitoring_notification_channel');
  expect(channel.labels).toEqual({ email_address: 'mlops@acme.com' });
  expect(channel.user_labels).toEqual(LABELS);
});

test('a data source is not labelled: its labels are what it looks for', () => {
  const stack = testStack({ labels: LABELS });
  new DataGoogleMonitoringNotificationChannel(stack, 'Mail', { displayName: 'Mail' });
  expect(labelsOf(stack, 'data.google_monitoring_notification_channel')).toEqual({ display_name: 'Mail' });
});

test('a type without labels is left alone', () => {
  const stack = testStack({ labels: LABELS });
  new ServiceAccount(stack, 'Training', { accountId: 'training' });
  expect(labelsOf(stack, 'google_service_account')).toEqual({ account_id: 'training' });
});
