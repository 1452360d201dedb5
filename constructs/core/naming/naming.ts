import { createHash } from 'node:crypto';
import { type IConstruct } from 'constructs';
import { Token } from 'cdktf';
import { validate } from '../errors';
import { type NameRule, nameRule, type ResourceKind } from './table';

/** What every name of an environment starts with. */
export interface NamingProps {
  /** 2 to 12 lower-case letters and digits. */
  readonly product: string;
  /** 2 to 8 lower-case letters and digits. */
  readonly environment: string;
  /** Google Cloud project id: what globally unique names start with. */
  readonly project: string;
  /**
   * Appended to names that Google does not give out again soon after deletion.
   * @default - none
   */
  readonly suffix?: string;
}

/** With six, one platform in thirty with a thousand long keys would have two equal names. */
const HASH_DIGITS = 8;

const hash = (text: string, digits: number) => createHash('sha256').update(text).digest('hex').slice(0, digits);

/**
 * Makes physical names: `<product>-<environment>-<purpose>[-<key>]`.
 *
 * Names are a pure function of their parts and never change with the level. Only the last part, the user's key,
 * may hold hyphens; so two different tuples never make the same name. A name that is too long for its kind keeps its
 * start and ends with eight hex digits of the hash of the whole.
 */
export class Naming {
  constructor(private readonly props: NamingProps) {}

  /**
   * @param purpose what the resource is for, one word of lower-case letters and digits
   * @param key the user's key, when there may be several
   * @throws Error when `purpose` has another form: that is a mistake in the kit
   */
  name(kind: ResourceKind, purpose: string, key?: string): string {
    if (!/^[a-z][a-z0-9]*$/.test(purpose))
      throw new Error(`purpose "${purpose}" of a ${kind}: lower-case letters and digits only`);
    return fit(nameRule(kind), this.parts(nameRule(kind), purpose, key));
  }

  /** What every name starts with, or nearly: product and environment. For names that programs make up themselves. */
  get prefix(): string {
    return `${this.props.product}-${this.props.environment}`;
  }

  /** A text for people, where Google asks for no pattern. */
  displayName(purpose: string, key?: string): string {
    return [this.props.product, this.props.environment, purpose, key].filter(Boolean).join(' ');
  }

  /**
   * A Vertex AI endpoint id: a number of nine digits without a leading zero. The API takes nothing longer, and the
   * provider does not check it (hashicorp/terraform-provider-google#12963). The suffix counts, as Google gives the id of
   * a deleted endpoint out again only after a week.
   */
  endpointId(key: string): string {
    const { project, product, environment, suffix } = this.props;
    const parts = [project, product, environment, key, ...(suffix === undefined ? [] : [suffix])];
    const number = BigInt(`0x${hash(parts.join('/'), 15)}`);
    return String(100_000_000n + (number % 900_000_000n));
  }

  private parts(rule: NameRule, purpose: string, key?: string): string[] {
    const { product, environment, project, suffix } = this.props;
    const parts = rule.startsWithProject ? [project] : [];
    parts.push(product, environment, purpose);
    if (key !== undefined) parts.push(key);
    if (suffix !== undefined && rule.reuse !== 'free') parts.push(suffix);
    return parts;
  }
}

function fit(rule: NameRule, parts: string[]): string {
  const full = parts.join('-').replaceAll('-', rule.separator);
  if (full.length <= rule.maxLength) return full;
  const start = full.slice(0, rule.maxLength - HASH_DIGITS - 1).replace(/[-_]+$/, '');
  return `${start}${rule.separator}${hash(full, HASH_DIGITS)}`;
}

/**
 * Checks a physical name against its kind's rule; tokens pass, as their value is not known yet.
 *
 * @throws ValidationError naming the construct, the name and what is allowed
 */
export function validateName(scope: IConstruct, kind: ResourceKind, name: string): void {
  if (Token.isUnresolved(name)) return;
  const rule = nameRule(kind);
  validate(scope, [
    { broken: !rule.pattern.test(name), problem: `${kind} name "${name}" is not valid: ${rule.allowed}` },
    {
      broken: name.length > rule.maxLength,
      problem: `${kind} name "${name}" has ${name.length} characters: at most ${rule.maxLength} are allowed`,
    },
  ]);
}
