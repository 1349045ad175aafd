/**
 * The dependency rule of ARCHITECTURE.md as a lint. Every comment says the mend.
 * `npx depcruise --config .dependency-cruiser.cjs apps libs processes test bench`
 */
const spec = '\\.spec\\.ts$';
const feature = 'apps/api/src/features/([^/]+)/';
/** Edges between features that are meant: from → to. A new one is a decision: add it here and say why in the commit. */
const declaredEdges = {
  cases: ['contracts', 'profiles', 'service-levels', 'users', 'documents', 'confirmations', 'personal-data'],
  'service-levels': ['contracts', 'profiles', 'cases', 'calendars', 'users'],
  profiles: ['users', 'calendars'],
  clauses: ['profiles'],
  calendars: [],
  rosters: ['calendars', 'contracts', 'users', 'documents', 'notifications'],
  contracts: ['users', 'profiles', 'personal-data'],
  // Whoever shows personal data marks the answer.
  'personal-data': ['users'],
  customers: ['contracts', 'profiles', 'files', 'documents', 'cases', 'users', 'notifications', 'personal-data'],
  // A signed copy is sealed with the key of the installation.
  confirmations: ['cases', 'documents', 'notifications', 'users', 'contracts', 'files', 'signing'],
  // A seal may carry the time of a third party.
  signing: ['documents', 'time-stamps'],
  'time-stamps': ['documents'],
  // Evidence walks every chain and row that a promise hangs on, and says whether each is what it was.
  evidence: [
    'cases',
    'change-plans',
    'command-tickets',
    'confirmations',
    'documents',
    'notifications',
    'personal-data',
    'quotations',
    'signing',
    'time-stamps',
  ],
  // Plans are signed by parties, notices are messages, reports are papers; content is hashed as case events are.
  emergencies: ['cases', 'contracts', 'documents', 'notifications', 'users'],
  // A drill runs the models of an emergency plan, is played in virtual time first, and ends in a paper that parties sign. Who is
  // away in it may not work on its tasks.
  drills: ['contracts', 'documents', 'emergencies', 'simulations', 'tasks', 'users'],
  // A key period that a customer named freezes changes (Y16).
  'change-plans': ['cases', 'contracts', 'documents', 'notifications', 'users', 'confirmations', 'files', 'rosters'],
  // Tickets are a lock on the plans whose dangerous commands they are for; plans know nothing of them.
  // A recording of a session is a file of the case.
  'command-tickets': ['cases', 'change-plans', 'confirmations', 'documents', 'files'],
  // A price is accepted in writing like a plan; what a case may begin depends on it.
  quotations: ['cases', 'contracts', 'documents', 'confirmations'],
  notifications: ['users', 'cases', 'contracts', 'documents'],
  documents: ['cases', 'contracts', 'users', 'personal-data'],
  tasks: ['users', 'cases', 'processes', 'files'],
  operations: ['users'],
  // Many runs of a draft are measured by the promises of a profile.
  simulations: ['service-levels'],
  boards: ['users'],
  // People look for an instance by the words of the case it is about.
  processes: ['users', 'drafts', 'cases'],
  drafts: ['users'],
  modeling: ['drafts', 'users'],
  // A part is kept for a case, and fits devices of contracts.
  spares: ['cases', 'contracts', 'documents'],
  // A notice is a letter to customers, sent as messages, held to the promise of their contracts.
  'written-notices': ['contracts', 'documents', 'notifications', 'profiles', 'service-levels'],
  // An alert becomes a case about a device of a contract, and its customer is told.
  monitoring: ['cases', 'contracts', 'documents', 'notifications'],
  files: ['users', 'cases', 'personal-data'],
  // A person is erased wherever one is kept.
  erasure: ['cases', 'confirmations', 'contracts', 'customers', 'notifications', 'personal-data', 'users'],
  demo: [
    'emergencies',
    'users',
    'contracts',
    'customers',
    'drills',
    'profiles',
    'files',
    'cases',
    'service-levels',
    'notifications',
    'documents',
    'confirmations',
    'change-plans',
    'quotations',
    'processes',
    'rosters',
    'spares',
  ],
  users: [],
};

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Move what both need into a third file.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'time-is-alone',
      severity: 'error',
      comment: 'libs/time knows nothing of ours: pass data in.',
      from: { path: '^libs/time/', pathNot: spec },
      to: { path: '^(libs|apps)/', pathNot: '^libs/time/' },
    },
    {
      name: 'engine-knows-time-only',
      severity: 'error',
      comment: 'The engine is data in, data out: what it needs comes in the definition, the command or the env.',
      from: { path: '^libs/engine/', pathNot: spec },
      to: { path: '^(libs|apps)/', pathNot: '^libs/(engine|time)/' },
    },
    {
      name: 'runtime-is-framework-free',
      severity: 'error',
      comment: 'Runtime imports engine and time; storage comes through ports, Nest through libs/nest.',
      from: { path: '^libs/runtime/', pathNot: spec },
      to: { path: '^(libs|apps)/|node_modules/(@nestjs|typeorm)/', pathNot: '^libs/(runtime|engine|time)/' },
    },
    {
      name: 'verification-and-simulation',
      severity: 'error',
      comment: 'They stand on engine and runtime (memory stores) alone.',
      from: { path: '^libs/(verification|simulation)/', pathNot: spec },
      to: {
        path: '^(libs|apps)/|node_modules/(@nestjs|typeorm)/',
        pathNot: '^libs/(verification|simulation|runtime|engine|time)/',
      },
    },
    {
      name: 'interchange-knows-engine-only',
      severity: 'error',
      comment: 'Models of other engines are translated text to text: what the installation knows comes in as data.',
      from: { path: '^libs/interchange/', pathNot: spec },
      to: { path: '^(libs|apps)/|node_modules/(@nestjs|typeorm)/', pathNot: '^libs/(interchange|engine)/' },
    },
    {
      name: 'bpmn-engine-has-one-home',
      severity: 'error',
      comment:
        'bpmn-engine gives the second opinion (ADR 0001): import it in libs/verification/src/second-opinion only.',
      from: { pathNot: '^(libs/verification/src/second-opinion|bench)/' },
      to: { path: 'node_modules/(bpmn-engine|bpmn-elements|smqp)/' },
    },
    {
      name: 'persistence-implements-ports',
      severity: 'error',
      comment: "Persistence knows runtime's ports and engine's types.",
      from: { path: '^libs/persistence/', pathNot: spec },
      to: { path: '^(libs|apps)/', pathNot: '^libs/(persistence|runtime|engine|time)/' },
    },
    {
      name: 'typeorm-stays-home',
      severity: 'error',
      comment:
        "typeorm lives in libs/persistence and in a feature's *.entity.ts, *.repository.ts, *.migration.ts; elsewhere call a repository method.",
      from: {
        pathNot: `^libs/persistence/|\\.(entity|repository|migration)\\.ts$|${spec}|^(test|bench)/|^libs/testing/`,
      },
      to: { path: 'node_modules/(typeorm|libsql|mysql2)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nest-glue',
      severity: 'error',
      comment: 'libs/nest wires; features stand above it.',
      from: { path: '^libs/nest/', pathNot: spec },
      to: { path: '^apps/|^libs/(verification|simulation|web)/' },
    },
    {
      name: 'features-through-their-index',
      severity: 'error',
      comment: "Import the other feature's index.ts.",
      from: { path: `^${feature}`, pathNot: spec },
      to: { path: `^${feature}`, pathNot: `^apps/api/src/features/$1/|/index\\.ts$` },
    },
    ...Object.entries(declaredEdges).map(([from, to]) => ({
      name: `features-declared-edges-${from}`,
      severity: 'error',
      comment: `An edge from ${from} to this feature is not declared in .dependency-cruiser.cjs.`,
      from: { path: `^apps/api/src/features/${from}/`, pathNot: spec },
      to: { path: '^apps/api/src/features/', pathNot: `^apps/api/src/features/(${[from, ...to].join('|')})/` },
    })),
    {
      name: 'web-apps',
      severity: 'error',
      comment: 'The web apps know contracts and libs/web; everything else is behind HTTP.',
      from: { path: '^apps/(desk|modeler)/|^libs/web/', pathNot: spec },
      to: { path: '^(libs|apps)/', pathNot: '^libs/(web|contracts)/|^apps/(desk|modeler)/' },
    },
    {
      name: 'web-apps-apart',
      severity: 'error',
      comment: 'What both web apps share lives in libs/web.',
      from: { path: '^apps/(desk|modeler)/' },
      to: { path: '^apps/(desk|modeler)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'testing-only-in-specs',
      severity: 'error',
      comment: 'libs/testing is for specs.',
      from: { pathNot: `${spec}|^libs/testing/|^(test|bench)/` },
      to: { path: '^libs/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|\\.tmp/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
