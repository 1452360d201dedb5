import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  TerraformElement,
  TerraformOutput,
  TerraformStack,
  Tokenization,
} from 'cdktf';
import { deepMerge } from 'cdktf/lib/util';
import { type IConstruct } from 'constructs';
import { ValidationError } from './errors';

/** What CDKTF's references hold: which element, and in which stack it is. */
interface Reference {
  readonly identifier: string;
  readonly originStack?: TerraformStack;
}

/** Resolves tokens of one element and refuses those of another stack: CDKTF would join the stacks by remote state. */
class OneStackResolver extends DefaultTokenResolver {
  constructor(
    private readonly stack: TerraformStack,
    private readonly element: IConstruct,
  ) {
    super(new StringConcat());
  }

  /** @throws ValidationError for a reference to another stack */
  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const { originStack, identifier } = token as unknown as Reference;
    if (originStack !== undefined && originStack !== this.stack) {
      throw new ValidationError(this.element, [
        `refers to ${identifier} of stack ${originStack.node.path}: stacks know of each other by names, not by state; ` +
          'pass the name that the naming table gives',
      ]);
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

/**
 * The Terraform JSON of a stack, the same as CDKTF writes. CDKTF resolves every token three times: to find references
 * between stacks, which are refused here, by element, and in the whole again. Once is enough.
 *
 * @param overrides what the stack itself overrides, last of all
 * @throws ValidationError for a reference to another stack
 */
export function terraformJson(stack: TerraformStack, overrides: Readonly<Record<string, unknown>>): object {
  const elements = elementsBelow(stack);
  const resolved = (element: IConstruct, value: unknown): object =>
    Tokenization.resolve(value, {
      scope: stack,
      preparing: false,
      resolver: new OneStackResolver(stack, element),
    }) as object;
  const metadata = metadataOf(stack, overrides);
  const json: object = { '//': { metadata, outputs: outputTree(elements) } };
  for (const element of elements) {
    deepMerge(metadata, resolved(element, element.toMetadata()));
    deepMerge(json, resolved(element, element.toTerraform()));
  }
  return deepMerge(json, resolved(stack, overrides)) as object;
}

function metadataOf(stack: TerraformStack, overrides: object): object {
  const paths = Object.keys(overrides);
  const overridden = paths.length > 0 ? { overrides: { stack: paths } } : {};
  return {
    version: stack.node.tryGetContext('cdktfVersion') as unknown,
    stackName: stack.node.id,
    backend: 'local',
    ...overridden,
  };
}

/** Outputs by construct path: the cdktf command prints them this way. */
function outputTree(elements: readonly TerraformElement[]): object {
  const tree = {};
  for (const output of elements.filter(TerraformOutput.isTerraformOutput)) {
    const ids = output.node.path.split('/').reverse();
    deepMerge(tree, ids.reduce<unknown>((inner, id) => ({ [id]: inner }), output.friendlyUniqueId) as object);
  }
  return tree;
}

function elementsBelow(node: IConstruct, into: TerraformElement[] = []): TerraformElement[] {
  if (TerraformElement.isTerraformElement(node)) into.push(node);
  for (const child of node.node.children) if (!TerraformStack.isStack(child)) elementsBelow(child, into);
  return into;
}
