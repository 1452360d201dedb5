/** Who works with the platform, and who owns what. */
import * as z from 'zod';
import * as is from '../patterns';
import { object } from './object';

export const people = object({
  dataScientists: z
    .array(is.principal)
    .default([])
    .describe('Use Vertex AI, read and write data, push packages; work in notebooks.'),
  mlEngineers: z.array(is.principal).default([]).describe('As data scientists, and see logs and metrics of what runs.'),
  viewers: z.array(is.principal).default([]).describe('Read dashboards, experiments and models.'),
}).describe('Who works with the platform. Groups age better than users.');

export const team = object({
  members: z.array(is.principal).min(1).describe('Who belongs to the team.'),
  notify: z
    .array(is.email)
    .default([])
    .describe('Where alerts about the models of this team go, besides `alerts.notify`.'),
}).describe('A team: who owns models and workbenches.');

export const grant = object({
  member: is.principal.describe('Who.'),
  roles: z.array(is.role).min(1).describe('Roles on the project of each environment.'),
}).describe('Project roles for somebody the kit does not know of.');
