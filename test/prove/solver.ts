import { init, killThreads, Z3_lbool } from 'z3-solver';

type Api = Awaited<ReturnType<typeof init>>['Z3'];

/** Z3, as WebAssembly in this process. Its threads keep the process alive until `stop`. */
export class Solver {
  static async start(): Promise<Solver> {
    const { Z3, em } = await init();
    return new Solver(Z3, () => killThreads(em));
  }

  readonly #z3: Api;
  readonly stop: () => Promise<void>;

  private constructor(z3: Api, stop: () => Promise<void>) {
    this.#z3 = z3;
    this.stop = stop;
  }

  /**
   * Values of constants in some solution of an SMT-LIB 2 text, or nothing if there is none. A constant of any value is
   * left out.
   *
   * @throws if Z3 does not understand the text, or does not know
   */
  async solve(text: string): Promise<ReadonlyMap<string, string> | undefined> {
    const { context, solver } = this.#read(text);
    const z3 = this.#z3;
    try {
      const found = isSolved(await z3.solver_check(context, solver));
      return found ? valuesOf(z3.model_to_string(context, z3.solver_get_model(context, solver))) : undefined;
    } finally {
      z3.solver_dec_ref(context, solver);
      z3.del_context(context);
    }
  }

  /** For many questions about one text: whether it has a solution in which all of these Boolean constants are true. */
  ask(text: string): (assumed: readonly string[]) => Promise<boolean> {
    const { context, solver } = this.#read(text);
    const z3 = this.#z3;
    const sort = z3.mk_bool_sort(context);
    const constant = (name: string) => z3.mk_const(context, z3.mk_string_symbol(context, name), sort);
    return async (assumed) =>
      isSolved(await z3.solver_check_assumptions(context, solver, assumed.map(constant)));
  }

  /** Not by `eval_smtlib2_string`: it runs in a thread, which may read the text after its memory was released. */
  #read(text: string) {
    const z3 = this.#z3;
    const context = z3.mk_context(z3.mk_config());
    // Everything is a choice among finitely many.
    const solver = z3.mk_solver_for_logic(context, z3.mk_string_symbol(context, 'QF_FD'));
    z3.solver_inc_ref(context, solver);
    z3.solver_from_string(context, solver, text);
    return { context, solver };
  }
}

function isSolved(answer: Z3_lbool): boolean {
  if (answer === Z3_lbool.Z3_L_UNDEF) throw new Error('Z3 does not know');
  return answer === Z3_lbool.Z3_L_TRUE;
}

/** `who -> who-3`, one a line. */
const valuesOf = (model: string): Map<string, string> =>
  new Map([...model.matchAll(/^(\S+) -> (.+)$/gm)].map(([, name = '', value = '']) => [name, value]));
