import { join } from 'node:path';
import { replacementRules, resourceTypes } from '../../../scripts/replacement-rules/rules';
import generated from '../../../stacks/level-move/replacement-rules.generated.json';
import { describeJudged, missingForProviderData, providerData, root } from '../../support/outside-judges';

describeJudged('the rules of replacement', missingForProviderData(), () => {
  test('are those of the providers: else run npm run docs:replacements', () => {
    expect(generated).toEqual(replacementRules(providerData, resourceTypes(join(root, 'constructs'))));
  });

  test('are refused for a type that its provider does not have', () => {
    const types = new Map([['google_flying_carpet', ['google']]]);
    expect(() => replacementRules(providerData, types)).toThrow('provider google has no resource google_flying_carpet');
  });
});
