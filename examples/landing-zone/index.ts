import { ComponentResource, Config, type ComponentResourceOptions } from '@pulumi/pulumi'

/** What a platform team would deploy; components alone, so a preview of it needs neither provider nor account. */
class LandingZone extends ComponentResource {
  constructor(name: string, workloads: number, options?: ComponentResourceOptions) {
    super('example:platform:LandingZone', name, {}, options)
    for (let number = 1; number <= workloads; number += 1) {
      new Workload(`workload-${number}`, { parent: this })
    }
    this.registerOutputs({ workloads })
  }
}

class Workload extends ComponentResource {
  constructor(name: string, options: ComponentResourceOptions) {
    super('example:platform:Workload', name, {}, options)
    this.registerOutputs({})
  }
}

new LandingZone('landing-zone', new Config().getNumber('workloads') ?? 2)
