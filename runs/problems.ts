/** It never works, however often it is tried: a person has to change something. For the dead-letter topic. */
export class PermanentProblem extends Error {
  override readonly name = 'PermanentProblem';
}

/** It may work later as it is. For another delivery. */
export class TransientProblem extends Error {
  override readonly name = 'TransientProblem';
}
