/** What Terraform wrote into the pipelines' bucket, read anew for each message: who changes a limit need not wait. */
import type * as z from 'zod';
import { issuesText } from '../../runs/issues';
import { planObject, ROUTES_OBJECT } from '../../runs/objects';
import { type RunPlan, runPlanSchema } from '../../runs/plan';
import { PermanentProblem } from '../../runs/problems';
import { type Routes, routesSchema } from '../../runs/routes';
import { type GoogleApi, jsonOf } from './google/api';
import { readObject } from './google/storage';

export interface Documents {
  routes(): Promise<Routes>;

  /** @throws PermanentProblem when there is no such model */
  plan(model: string): Promise<RunPlan>;
}

export class StoredDocuments implements Documents {
  /** What was read, with its generation: most reads only ask whether it has changed. */
  private readonly known = new Map<string, { readonly generation: string; readonly value: unknown }>();

  constructor(
    private readonly api: GoogleApi,
    private readonly bucket: string,
  ) {}

  routes(): Promise<Routes> {
    return this.read(ROUTES_OBJECT, routesSchema, 'there are no routes');
  }

  async plan(model: string): Promise<RunPlan> {
    const plan = await this.read(planObject(model), runPlanSchema, `there is no model "${model}"`);
    if (plan.model === model) return plan;
    throw new PermanentProblem(`${planObject(model)} is the plan of "${plan.model}"`);
  }

  private async read<S extends z.ZodType>(name: string, schema: S, absent: string): Promise<z.output<S>> {
    const known = this.known.get(name);
    const stored = await readObject(this.api, { bucket: this.bucket, name, known: known?.generation });
    if (stored === undefined) throw new PermanentProblem(`${absent}: no gs://${this.bucket}/${name}`);
    if (stored === 'unchanged') return known!.value as z.output<S>;
    const value = this.checked(name, schema, stored.bytes);
    this.known.set(name, { generation: stored.generation, value });
    return value;
  }

  private checked<S extends z.ZodType>(name: string, schema: S, bytes: Uint8Array): z.output<S> {
    const read = schema.safeParse(parsed(bytes));
    if (read.success) return read.data;
    throw new PermanentProblem(`gs://${this.bucket}/${name} has another form: ${issuesText(read.error)}`);
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return jsonOf({ bytes });
  } catch {
    return undefined;
  }
}
