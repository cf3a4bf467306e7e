import { init } from 'z3-solver';

type Api = Awaited<ReturnType<typeof init>>['Z3'];

/** Z3, as WebAssembly in this process. Its threads keep the process alive: exit when all is solved. */
export class Solver {
  static async start(): Promise<Solver> {
    const { Z3 } = await init();
    return new Solver(Z3);
  }

  readonly #z3: Api;

  private constructor(z3: Api) {
    this.#z3 = z3;
  }

  /**
   * Values of constants in some solution of an SMT-LIB 2 text, or nothing if there is none. A constant of any value is
   * left out.
   *
   * Not by `eval_smtlib2_string`: it runs in a thread, which may read the text after its memory was released.
   *
   * @throws if Z3 does not understand the text, or does not know
   */
  async solve(text: string): Promise<ReadonlyMap<string, string> | undefined> {
    const z3 = this.#z3;
    const context = z3.mk_context(z3.mk_config());
    const solver = z3.mk_solver_for_logic(context, z3.mk_string_symbol(context, 'QF_FD'));
    z3.solver_inc_ref(context, solver);
    try {
      z3.solver_from_string(context, solver, text);
      const answer: number = await z3.solver_check(context, solver);
      if (answer === unsatisfiable) return undefined;
      if (answer !== satisfiable) throw new Error(z3.solver_get_reason_unknown(context, solver));
      return valuesOf(z3.model_to_string(context, z3.solver_get_model(context, solver)));
    } finally {
      z3.solver_dec_ref(context, solver);
      z3.del_context(context);
    }
  }
}

/** Z3_lbool. */
const unsatisfiable = -1;
const satisfiable = 1;

/** `who -> who-3`, one a line. */
const valuesOf = (model: string): Map<string, string> =>
  new Map([...model.matchAll(/^(\S+) -> (.+)$/gm)].map(([, name = '', value = '']) => [name, value]));
