export type { ProblemText, ProblemTexts } from './problems.js';
