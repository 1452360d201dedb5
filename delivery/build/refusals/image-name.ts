import { LIMITS } from '../limits';
import { isOpen, shown } from './places';

const PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const IMAGE = new RegExp(
  `^(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?${PART}(?:/${PART})*(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$`,
);

/** https://pkg.go.dev/github.com/distribution/reference */
export function imageProblems(at: string, image: string): readonly string[] {
  if (image.length > LIMITS.nameLength)
    return [`${at}: ${image.length} characters; Cloud Build takes ${LIMITS.nameLength}`];
  if (isOpen(image) || IMAGE.test(image)) return [];
  const fix = IMAGE.test(image.toLowerCase()) ? `; it is written in lower case: "${image.toLowerCase()}"` : '';
  return [
    `${at}: ${shown(image)} is not the name of an image, as "node:20" or "REGION-docker.pkg.dev/P/R/image:1"${fix}`,
  ];
}
