import { explain } from './explain';
import { grantsByLevel } from './levels';
import { iamPage } from './page';

/**
 * The page on who may do what, from what configurations grant, and what nothing explains.
 *
 * @param files configurations
 */
export function iamDocs(files: readonly string[]): { readonly page: string; readonly problems: readonly string[] } {
  const explanation = explain(grantsByLevel(files));
  return { page: iamPage(explanation), problems: explanation.problems };
}
