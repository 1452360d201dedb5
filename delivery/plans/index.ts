/** Plans of Terraform, read for people: what may be applied, and what may not. */
export { type PlanJson, type PlannedStack, plannedStack } from './plan';
export { type PlanSummary, planSummary } from './summary';
