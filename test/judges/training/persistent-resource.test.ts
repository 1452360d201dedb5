import { PERSISTENT_RESOURCE_SCHEMA, SCHEMA_VERSION } from '../../../constructs/vertex-ai/persistent-resource-schema';
import { describeJudged } from '../../support/outside-judges';
import { bindingsOf, missingForBindings, schemaOf } from './provider-bindings';

const missing = missingForBindings();

describeJudged('published bindings of google_vertex_ai_persistent_resource', missing, () => {
  test.each([SCHEMA_VERSION, '8.7.0'])('of provider %s have the schema that the construct carries', (version) => {
    const bindings = bindingsOf(version, 'vertex-ai-persistent-resource');
    expect(bindings).toContain(`/providers/hashicorp/google/${version}/docs/resources/vertex_ai_persistent_resource`);
    expect(schemaOf(bindings, 'VertexAiPersistentResource')).toEqual(PERSISTENT_RESOURCE_SCHEMA);
  });
});
