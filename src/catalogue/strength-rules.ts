/** What other features compute from strengths: how much of one pack stands for another. Pure. */
export { conversion } from './strength.ts';
