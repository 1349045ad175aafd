import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Globals that make code depend on the machine: forbidden where the same input must give the same output. */
const impure = ['Date', 'setTimeout', 'setInterval', 'setImmediate', 'process', 'fetch', 'crypto', 'performance'].map(
  (name) => ({
    name,
    message: `Pure library: time, ids and input come in through the arguments (design section 5).`,
  }),
);
const pureRules = {
  'no-restricted-globals': ['error', ...impure],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'Ids are derived from the command id.' },
  ],
  'no-restricted-imports': [
    'error',
    { patterns: [{ group: ['node:*'], message: 'Pure library: no node modules; the runtime does the outside work.' }] },
  ],
};

/** Holds everywhere; a list of its own for some files must repeat it. */
const namedExportsOnly = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: one name for one thing everywhere.',
};

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', '.tmp/**', 'docs/**'] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', namedExportsOnly],
    },
  },
  {
    files: ['libs/engine/src/**/*.ts', 'libs/runtime/src/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['libs/{runtime,persistence,nest}/src/**/*.ts', 'apps/api/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        namedExportsOnly,
        {
          selector:
            "TSAsExpression[typeAnnotation.typeName.name='InstanceState'] > CallExpression[callee.object.name='JSON']",
          message: 'Stored states are read by readState, which brings older versions up to date.',
        },
      ],
    },
  },
  {
    files: ['libs/engine/src/**/*.ts', 'libs/time/src/**/*.ts', 'libs/interchange/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: pureRules,
  },
  { files: ['**/*.spec.ts', 'test/**/*.ts', 'bench/**/*.ts', 'libs/testing/**/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['apps/{desk,modeler}/src/**/*.{ts,tsx}', 'libs/web/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  // Vite and Jest configuration files are read by their tools as default exports.
  { files: ['**/vite.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
