import js from '@eslint/js'
import tseslint from 'typescript-eslint'

/** What a machine or a Node is (platform, execPath, versions), and ways to load or end others, are none. */
const effects =
  '/^(env|argv|stdin|stdout|stderr|cwd|chdir|umask|on|once|off|addListener|exit|exitCode|abort)$/'

export default tseslint.config(
  {
    ignores: [
      'examples/*-pack/',
      'dist/',
      'policy-pack/dist/',
      'docs/.vitepress/{dist,public}/',
      'src/schemas/**/compiled*',
      'coverage/',
      'test/fixtures/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: `${import.meta.dirname}/..` },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Promise-returning functions without await are fine; what matters is that nothing floats.
      '@typescript-eslint/require-await': 'off',
      // process.env['NAME'] says that the name is not ours.
      '@typescript-eslint/dot-notation': 'off',
      // esbuild and mocha hand over plain functions as methods.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      complexity: ['error', 14],
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'policy-pack/**/*.ts'],
    ignores: [
      'src/simulator/**',
      'src/io/parse-json.ts',
      // Of text that was written in the same breath, and of debug output.
      'src/snapshots/canonical-json.ts',
      'src/io/version.ts',
      'src/identity/redact.ts',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'JSON',
          property: 'parse',
          message:
            'It takes the last of two equal keys: what others wrote goes through parseJson of src/io/parse-json.ts.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'policy-pack/**/*.ts'],
    ignores: [
      ...['src/cli/main.ts', 'src/cli/leave.ts', 'src/simulator/*/main.ts'],
      // Of the pack: what Pulumi starts, what a pack of others calls, and the start that both share.
      ...['policy-pack/index.ts', 'policy-pack/policies.ts', 'policy-pack/start.ts'],
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          `MemberExpression[object.name='process'][property.name=${effects}]`,
          `VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name=${effects}]`,
        ].map((selector) => ({
          selector,
          message: 'Effects are arguments: an entry file hands in what a command has of its process.',
        })),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A describe block holds a whole scenario table.
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        require: 'readonly',
        __dirname: 'readonly',
        module: 'writable',
        fetch: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
      },
    },
  },
)
