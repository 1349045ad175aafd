import { describe, expect, it } from '@jest/globals';
import { actor, administrator, engineUnderTest, fixture, refusal } from '../../../testing/src/engine-under-test.js';
import type { DeployRequest } from '../process-engine.js';
import { readProcessFolders } from './read-process-folders.js';

function request(source: DeployRequest['source'], resources: Record<string, string>): DeployRequest {
  return {
    name: 'spec',
    source,
    deployedBy: 'admin',
    resources: Object.entries(resources).map(([name, content]) => ({ name, content })),
  };
}
const shipped = (resources: Record<string, string>): DeployRequest => request('shipped', resources);
const administered = (resources: Record<string, string>): DeployRequest => request('administrator', resources);
const withForm = { 'with-form.bpmn': fixture('with-form.bpmn'), 'visit.form.json': fixture('visit.form.json') };
const otherForm = fixture('visit.form.json').replace('"min": 1', '"min": 2');

describe('deployment', () => {
  it('given a good file, when it is deployed twice, then versions count up and both stay', async () => {
    const { engine } = engineUnderTest();
    const first = await engine.deploy(administrator('two-tasks.bpmn'));
    const second = await engine.deploy(administrator('two-tasks.bpmn'));
    expect([first, second].map((result) => result.definitions[0]?.version)).toEqual([1, 2]);
    expect((await engine.latestDefinition('two-tasks'))?.id).toBe(second.definitions[0]?.id);
    expect(await engine.findDefinition(first.definitions[0]?.id ?? '')).toMatchObject({ version: 1, name: '两个任务' });
  });

  it('given running instances, when a new version comes, then they finish on the old one and new ones take the new one', async () => {
    const under = engineUnderTest();
    await under.deploy('two-tasks.bpmn');
    const old = await under.engine.startInstance({ key: 'two-tasks', actor });
    await under.engine.deploy(
      administered({
        'two-tasks.bpmn': fixture('two-tasks.bpmn')
          .replaceAll('"second"', '"review"')
          .replaceAll('>second<', '>review<'),
      }),
    );
    const young = await under.engine.startInstance({ key: 'two-tasks', actor });
    for (const row of [old, young]) {
      const [task] = await under.tasks(row.id);
      await under.engine.completeTask(task?.id ?? '', {}, actor);
    }
    expect((await under.tasks(old.id)).map((task) => task.elementId)).toEqual(['second']);
    expect((await under.tasks(young.id)).map((task) => task.elementId)).toEqual(['review']);
  });

  it.each([
    ['not XML', 'a.bpmn', 'this is not XML', 'bpmn/xml', undefined],
    ['XML that is not BPMN', 'a.bpmn', '<html><body>hello</body></html>', 'bpmn/xml', undefined],
    [
      'an entity bomb',
      'a.bpmn',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
      'bpmn/doctype',
      undefined,
    ],
    [
      '5 MB of BPMN',
      'a.bpmn',
      fixture('straight.bpmn') + `<!--${'x'.repeat(5_000_000)}-->`,
      'bpmn/too-large',
      undefined,
    ],
    ['an unknown task type', 'a.bpmn', fixture('service.bpmn'), 'unknown-job-type', 'call'],
    ['an unknown guard', 'a.bpmn', fixture('guarded.bpmn'), 'unknown-guard', 'implement'],
    ['a missing form', 'a.bpmn', fixture('with-form.bpmn'), 'missing-form', 'fill'],
    ['a missing called process', 'a.bpmn', fixture('parent.bpmn'), 'missing-process', 'call-child'],
    ['a form that is none', 'a.form.json', '{"hello":1}', 'form/not-a-form', undefined],
    ['a decision that is none', 'a.dmn', '<x/>', 'dmn/not-dmn', undefined],
    ['a file of an unknown kind', 'a.exe', 'MZ', 'unknown-file', undefined],
  ])(
    'given %s, when it is deployed beside a good file, then nothing is stored and the rule is named',
    async (_what, name, content, rule, elementId) => {
      const { engine } = engineUnderTest();
      const files = {
        'two-tasks-good.bpmn': fixture('straight.bpmn').replaceAll('"straight"', '"good"'),
        [name]: content,
      };
      const problem = await refusal(engine.deploy(administered(files)));
      expect(problem).toMatchObject({ kind: 'invalid', code: 'DEPLOYMENT_INVALID' });
      const error = problem.errors.find((each) => each.rule === rule);
      expect(error).toMatchObject({ resource: name, rule, ...(elementId === undefined ? {} : { elementId }) });
      expect(error?.message).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
      expect(await engine.listDefinitions({})).toEqual([]);
      expect((await refusal(engine.deploy({ ...administered(files), dryRun: true }))).code).toBe('DEPLOYMENT_INVALID');
    },
  );

  it('given a script in JavaScript, when it is deployed, then it is refused with the element named', async () => {
    const { engine } = engineUnderTest();
    const script =
      '<bpmn:scriptTask id="work" scriptFormat="javascript"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:script>process.exit(1)</bpmn:script></bpmn:scriptTask>';
    const xml = fixture('straight.bpmn').replace(/<bpmn:task id="work">.*<\/bpmn:task>/, script);
    const problem = await refusal(engine.deploy(administered({ 'a.bpmn': xml })));
    expect(problem.errors.map((error) => error.elementId)).toContain('work');
  });

  it('given a dry run of good files, when it is answered, then nothing was stored', async () => {
    const { engine } = engineUnderTest();
    const result = await engine.deploy({ ...administered(withForm), dryRun: true });
    expect(result).toMatchObject({ id: null, definitions: [] });
    expect(await engine.listDefinitions({})).toEqual([]);
    expect(await engine.listResources('form')).toEqual([]);
  });

  it('given a form of its own deployment, when the form changes later, then the process keeps its own until it is deployed again', async () => {
    const under = engineUnderTest();
    await under.engine.deploy(administered(withForm));
    await under.engine.deploy(administered({ 'visit.form.json': otherForm }));
    const row = await under.engine.startInstance({ key: 'with-form', variables: { hours: 3 }, actor });
    const [task] = await under.tasks(row.id);
    const id = task?.id ?? '';
    expect(await under.engine.taskForm(id)).toMatchObject({ schema: { id: 'visit' }, variables: { hours: 3 } });
    for (const wrong of [{ hours: 'many' }, { hours: 0 }, { hours: 1, more: true }]) {
      const problem = await refusal(under.engine.completeTask(id, wrong, actor));
      expect(problem).toMatchObject({ kind: 'invalid', code: 'FORM_INVALID' });
      expect(problem.errors).toHaveLength(1);
    }
    await under.engine.completeTask(id, { hours: 1 }, actor);
    expect((await under.engine.findInstance(row.id))?.row.status).toBe('completed');
    await under.engine.deploy(administered({ 'with-form.bpmn': withForm['with-form.bpmn'] }));
    const later = await under.engine.startInstance({ key: 'with-form', actor });
    const [next] = await under.tasks(later.id);
    expect((await refusal(under.engine.completeTask(next?.id ?? '', { hours: 1 }, actor))).code).toBe('FORM_INVALID');
  });

  it('given a new version without the message start, when the message comes, then the old version does not start', async () => {
    const { engine } = engineUnderTest();
    await engine.deploy(administrator('messages.bpmn'));
    await engine.deploy(
      administered({ 'messages.bpmn': fixture('straight.bpmn').replaceAll('"straight"', '"messages"') }),
    );
    expect(await engine.publishMessage({ name: 'order-placed' })).toMatchObject({ state: 'buffered' });
  });
});

describe('shipped files (D9)', () => {
  it('given files that were shipped before, when the product starts again, then nothing new is stored', async () => {
    const { engine } = engineUnderTest();
    expect((await engine.deploy(shipped(withForm))).definitions).toHaveLength(1);
    expect(await engine.deploy(shipped(withForm))).toMatchObject({ id: null, definitions: [], resources: [] });
    expect(await engine.listDefinitions({})).toHaveLength(1);
  });

  it('given a version that an administrator made, when old or new shipped files come, then it stays the newest and the new one is offered', async () => {
    const { engine } = engineUnderTest();
    await engine.deploy(shipped(withForm));
    await engine.deploy(administered({ 'visit.form.json': otherForm }));
    await engine.deploy(administered({ 'with-form.bpmn': withForm['with-form.bpmn'] }));
    const same = await engine.deploy(shipped(withForm));
    expect(same).toMatchObject({ id: null, findings: [] });
    const newer = {
      ...withForm,
      'with-form.bpmn': withForm['with-form.bpmn'].replace('id="fill"', 'id="fill" name="填写"'),
    };
    const offered = await engine.deploy(shipped(newer));
    expect(offered.definitions).toEqual([]);
    expect(offered.findings).toMatchObject([
      { severity: 'info', rule: 'shipped-version-available', resource: 'with-form.bpmn' },
    ]);
    expect(await engine.latestDefinition('with-form')).toMatchObject({ version: 2, source: 'administrator' });
    expect(await engine.latestResource('form', 'visit')).toMatchObject({ version: 2, content: otherForm });
  });

  it('given a shipped form that changed, when the product starts, then the process that binds it gets a new version with it', async () => {
    const under = engineUnderTest();
    await under.engine.deploy(shipped(withForm));
    const result = await under.engine.deploy(shipped({ ...withForm, 'visit.form.json': otherForm }));
    expect(result.definitions).toMatchObject([{ key: 'with-form', version: 2 }]);
    const row = await under.engine.startInstance({ key: 'with-form', actor });
    const [task] = await under.tasks(row.id);
    expect((await refusal(under.engine.completeTask(task?.id ?? '', { hours: 1 }, actor))).code).toBe('FORM_INVALID');
  });

  it('given a stored process that names what a build lacks, when that build starts, then it is blocked and said, and freed by the next', async () => {
    const under = engineUnderTest();
    const { createProcessEngine } = await import('../create-process-engine.js');
    const build = (types: string[]): ReturnType<typeof createProcessEngine> => {
      const { store, unitOfWork, clock } = under;
      const engine = createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai' });
      for (const type of types) engine.registerDelegate(type, { apply: async () => undefined });
      return engine;
    };
    await build(['call-customer']).deploy(administrator('service.bpmn'));
    const without = build([]);
    without.start();
    await without.ready();
    expect(without.degraded()).toHaveLength(1);
    expect(without.degraded()[0]).toContain('call-customer');
    expect(await refusal(without.startInstance({ key: 'service', actor }))).toMatchObject({
      code: 'DEFINITION_BLOCKED',
    });
    const again = build(['call-customer']);
    again.start();
    await again.ready();
    expect(again.degraded()).toEqual([]);
    expect(await again.startInstance({ key: 'service', actor })).toMatchObject({ status: 'active' });
  });

  it('given a memory of the check, when a build lacks a name that the remembered one had, then it is blocked, and freed again by that one', async () => {
    const under = engineUnderTest();
    const { createProcessEngine } = await import('../create-process-engine.js');
    const written: string[] = [];
    const memory = {
      read: async () => written.at(-1) ?? null,
      write: async (value: string) => void written.push(value),
    };
    const started = async (types: string[]): Promise<ReturnType<typeof createProcessEngine>> => {
      const { store, unitOfWork, clock } = under;
      const engine = createProcessEngine({ store, unitOfWork, clock, zone: 'Asia/Shanghai' });
      for (const type of types) engine.registerDelegate(type, { apply: async () => undefined });
      engine.start(memory);
      await engine.ready();
      return engine;
    };
    await (await started(['call-customer'])).deploy(administrator('service.bpmn'));
    await started(['call-customer']);
    await started(['call-customer']);
    // written for the empty store and for the one process, not again while nothing changes
    expect(written).toHaveLength(2);
    expect((await started([])).degraded()).toHaveLength(1);
    expect((await started([])).degraded()).toHaveLength(1);
    const freed = await started(['call-customer']);
    expect(freed.degraded()).toEqual([]);
    expect(await freed.startInstance({ key: 'service', actor })).toMatchObject({ status: 'active' });
  });
});

describe('files of a deployment', () => {
  it('given the files of a tree, when they are grouped, then each process folder is one deployment without specs', () => {
    const names = [
      'processes/a/a.bpmn',
      'processes/a/a.form.json',
      'processes/a/a.scenario.spec.ts',
      'processes/b/b.bpmn',
      'README.md',
    ];
    const groups = readProcessFolders(
      names.map((name) => ({ name, content: '' })),
      'processes',
    );
    expect(groups.map((group) => [group.name, group.resources.map((file) => file.name)])).toEqual([
      ['a', ['processes/a/a.bpmn', 'processes/a/a.form.json']],
      ['b', ['processes/b/b.bpmn']],
    ]);
  });

  it('given the files of a template, when they are deployed, then they are one resource under the name of the folder', async () => {
    const { engine } = engineUnderTest();
    const files = {
      'templates/closing/subject.hbs': '完成',
      'templates/closing/body.hbs': '<p>{{name}}</p>',
      'templates/closing/sample.json': '{}',
      'templates/closing/en/body.hbs': '<p>{{name}}</p>',
    };
    await engine.deploy(administered(files));
    const row = await engine.latestResource('template', 'closing');
    expect(Object.keys(JSON.parse(row?.content ?? '{}') as object)).toEqual([
      'body.hbs',
      'en/body.hbs',
      'sample.json',
      'subject.hbs',
    ]);
  });
});

describe('a check of processes', () => {
  it('given remarks on a drawing, when an administrator checks or deploys it, then they are told and refuse nothing; shipped files are not asked about', async () => {
    const asked: string[] = [];
    const { engine } = engineUnderTest(undefined, {
      checkProcess: ({ key }) => {
        asked.push(key);
        return [
          { severity: 'warning', rule: 'soundness/deadlock', elementId: 'second', message: { zh: '停', en: 'stuck' } },
        ];
      },
    });
    const files = { 'two-tasks.bpmn': fixture('two-tasks.bpmn') };
    await engine.deploy(shipped(files));
    expect(asked).toEqual([]);
    for (const dryRun of [true, false]) {
      const { findings } = await engine.deploy({ ...administered(files), dryRun });
      expect(findings).toContainEqual({
        severity: 'warning',
        rule: 'soundness/deadlock',
        elementId: 'second',
        resource: 'two-tasks.bpmn',
        message: { zh: '停', en: 'stuck' },
      });
    }
    expect(asked).toEqual(['two-tasks', 'two-tasks']);
  });
});
