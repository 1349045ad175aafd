import { ANY, coerce, type FeelType } from '../types.js';
import { FeelCallable, type FeelValue } from '../values.js';
import { constant, constantOf, nameOf, NULL, type Compiler } from './compiler.js';
import { MapEnv, type Env, type Run } from './env.js';
import type { FeelNode } from './parse.js';
import { typeOf } from './type-expressions.js';
import { clockFunction } from '../builtins/clock.js';

/** `function(a: number, b) …`. External functions (Java, PMML) are never run: they are null. */
export function compileFunction(node: FeelNode, compiler: Compiler): Run {
  if (node.children.some((child) => child.name === 'external')) return NULL;
  const parameters = (node.children.find((child) => child.name === 'FormalParameters')?.children ?? [])
    .filter((child) => child.name === 'FormalParameter')
    .map((child) => ({
      name: child.children[0] === undefined ? '' : nameOf(child.children[0]),
      type: child.children[1] === undefined ? ANY : (typeOf(child.children[1], compiler) ?? ANY),
    }));
  const body = compiler.run(node.children.at(-1));
  const names = parameters.map((parameter) => parameter.name);
  const types = { parameters: parameters.map((parameter) => parameter.type), result: ANY };
  return (env) =>
    new FeelCallable(names, (args) => callWith(names, types.parameters, args, env, body), undefined, types);
}

/** Binds the arguments and runs the body; another number of arguments, or one of another type, is null. */
export function callWith(
  names: readonly string[],
  types: readonly FeelType[],
  args: readonly FeelValue[],
  env: Env,
  body: Run,
): FeelValue {
  if (args.length !== names.length) return null;
  const bound = new Map<string, FeelValue>();
  for (const [index, name] of names.entries()) {
    const given = args[index] ?? null;
    const value = coerce(given, types[index] ?? ANY);
    if (value === null && given !== null) return null;
    bound.set(name, value);
  }
  return env.root.work.call(() => body(new MapEnv(env, bound)));
}

/** `f(1, 2)` and `f(a: 1, b: 2)`. */
export function compileInvocation(node: FeelNode, compiler: Compiler): Run {
  const [called] = node.children;
  const named = node.children.find((child) => child.name === 'NamedParameters');
  const name = called?.name === 'VariableName' ? nameOf(called) : null;
  const clock = name === null ? undefined : clockFunction(name);
  const target = compiler.run(called);
  if (named !== undefined) return namedCall(target, named, compiler);
  const args = (node.children.find((child) => child.name === 'PositionalParameters')?.children ?? []).map((child) =>
    compiler.run(child),
  );
  if (clock !== undefined && name !== null) {
    return (env) => {
      const own = env.get(name);
      if (own === undefined) return args.length === 0 ? clock(env.root.now, env.root.zone) : null;
      return own instanceof FeelCallable ? own.call(args.map((arg) => arg(env))) : null;
    };
  }
  const known = constantOf(target)?.value;
  const values = args.map((arg) => constantOf(arg));
  if (known instanceof FeelCallable && values.every((value) => value !== undefined)) {
    // Built-ins are pure: a date written out is read once, when the model is compiled.
    return constant(known.call(values.map((value) => value.value)));
  }
  return (env) => {
    const callable = target(env);
    if (!(callable instanceof FeelCallable)) return null;
    env.root.work.spend(1);
    return callable.call(args.map((arg) => arg(env)));
  };
}

function namedCall(target: Run, named: FeelNode, compiler: Compiler): Run {
  const args = named.children
    .filter((child) => child.name === 'NamedParameter')
    .map((child) => ({
      name: child.children[0] === undefined ? '' : nameOf(child.children[0]),
      run: compiler.run(child.children[1]),
    }));
  const duplicate = new Set(args.map((arg) => arg.name)).size < args.length;
  return (env) => {
    const callable = target(env);
    if (!(callable instanceof FeelCallable) || duplicate) return null;
    env.root.work.spend(1);
    return callNamed(callable, new Map(args.map((arg) => [arg.name, arg.run(env)])));
  };
}

/** Calls by parameter names; a name that is not a parameter, or one that is missing, is null. */
export function callNamed(callable: FeelCallable, args: ReadonlyMap<string, FeelValue>): FeelValue {
  if (callable.callNamed !== undefined) return callable.callNamed(args);
  const names = callable.parameters ?? [];
  if (args.size !== names.length || !names.every((name) => args.has(name))) return null;
  return callable.call(names.map((name) => args.get(name) ?? null));
}
