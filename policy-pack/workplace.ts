/** Where relative paths in the settings count from. */
export interface Workplace {
  /** Undefined when nobody tells it, so that only absolute paths mean one thing. */
  readonly directory: string | undefined
  /** Other places that a path may have been meant from. */
  readonly elsewhere: readonly string[]
}

/** A project of Pulumi, by its `Pulumi.yaml`. */
export interface Project {
  readonly directory: string
  readonly name: string | undefined
}

/** What is told of where this is; directories without symbolic links. */
export interface StartFacts {
  /** `PWD`: where a shell was when it started `pulumi`, or where it started whoever started `pulumi` elsewhere. */
  readonly pwd: string | undefined
  /** The working directory of the process `pulumi`, where the system tells it. */
  readonly cli: string | undefined
  /** The directory of the program, which is the working directory of an executable pack. */
  readonly program: string | undefined
  /** The name of the project, which a pack in its directory form is told. */
  readonly projectName: string | undefined
}

/**
 * The place where `pulumi` works, which is what `mfa-gate check` counts from too. The Automation API and every `spawn`
 * with a working directory leave `PWD` behind at the place of the caller, so that it is believed only where it lies in
 * the project.
 */
export function workplaceOf(
  { pwd, cli, program, projectName }: StartFacts,
  projectAt: (directory: string) => Project | undefined,
): Workplace {
  if (cli !== undefined) return place(cli, [pwd])
  const around = pwd === undefined ? undefined : projectAt(pwd)
  if (program !== undefined) {
    const root = projectAt(program)?.directory ?? program
    return place(around?.directory === root ? pwd : root, [pwd, root, program])
  }
  const named = projectName !== undefined && around?.name === projectName
  return named ? place(pwd, [around.directory]) : { directory: undefined, elsewhere: [] }
}

function place(directory: string | undefined, others: readonly (string | undefined)[]): Workplace {
  const elsewhere = others.filter((other): other is string => other !== undefined && other !== directory)
  return { directory, elsewhere: [...new Set(elsewhere)] }
}
