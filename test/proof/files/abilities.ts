import { spawnSync } from 'node:child_process'

/** What this machine lets a proof do. */
export interface Abilities {
  /** A user whom the permissions of folders keep out: this one, or one that root may become. Undefined: there is none. */
  readonly ordinary: { readonly uid: number | undefined } | undefined
  /** Whether a small file system can be mounted, in a namespace of its own. */
  readonly disks: boolean
}

/** The user `nobody` of most systems. */
const nobody = 65_534

export function abilities(): Abilities {
  const uid = process.getuid?.()
  const becomes = (): boolean =>
    spawnSync(process.execPath, ['-v'], { uid: nobody, gid: nobody }).status === 0
  return {
    ordinary:
      uid === undefined
        ? undefined
        : uid !== 0
          ? { uid: undefined }
          : becomes()
            ? { uid: nobody }
            : undefined,
    disks:
      spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', '/mnt']).status === 0,
  }
}

/** The command line by which root becomes that user. */
export function asUser({ uid }: NonNullable<Abilities['ordinary']>): readonly string[] {
  return uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups']
}

/**
 * The command line by which a command writes to a file system of its own that is full but for so many bytes; `after` has
 * what stands on it when the command has ended. Both are folders that are there.
 */
export function onFullDisk(disk: string, after: string, free: number): readonly string[] {
  const script = [
    'disk=$0 after=$1 free=$2; shift 2',
    'cp -a "$disk/." "$after/"',
    'mount -t tmpfs -o size=2m none "$disk" || exit 99',
    'cp -a "$after/." "$disk/"',
    'head -c 4000000 /dev/zero > "$disk/filler" 2> /dev/null',
    '[ "$free" = 0 ] || truncate -s "-$free" "$disk/filler"',
    '"$@"; code=$?',
    'rm "$disk/filler" && find "$after" -mindepth 1 -delete && cp -a "$disk/." "$after/" || exit 98',
    'exit $code',
  ].join('\n')
  return ['unshare', '-rm', '/bin/sh', '-c', script, disk, after, String(free)]
}
