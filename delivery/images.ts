/**
 * What the steps of builds run in: exact tags, so that a build of yesterday's commit does what it did yesterday.
 * Images of Docker Hub come from Google's mirror of it.
 */
export const IMAGES = {
  node: 'mirror.gcr.io/library/node:20.19.5-bookworm',
  /** For environments of Python, which the image of Node cannot make: it has Python without `venv`. */
  python: 'mirror.gcr.io/library/python:3.11.14-bookworm',
  terraform: 'mirror.gcr.io/hashicorp/terraform:1.11.4',
  /** Google publishes no versions of it: the one image without a tag. */
  docker: 'gcr.io/cloud-builders/docker',
  gcloud: 'gcr.io/google.com/cloudsdktool/google-cloud-cli:548.0.0-slim',
} as const;
