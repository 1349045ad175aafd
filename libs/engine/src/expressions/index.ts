export {
  compileExpression,
  compileUnaryTests,
  MAX_EXPRESSION_LENGTH,
  type CompiledExpression,
  type CompiledUnaryTests,
  type ExpressionCompilation,
  type FeelContext,
  type UnaryTestsCompilation,
} from './feel.js';
export type { FeelResult } from './feel-values.js';
