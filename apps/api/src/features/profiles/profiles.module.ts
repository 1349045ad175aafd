import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ProfilesController } from './profiles.controller.js';
import { ProfilesRepository } from './profiles.repository.js';
import { ProfilesService } from './profiles.service.js';

/** Service-level profiles: versions, validator, editor (design section 7). */
@Module({
  controllers: [ProfilesController],
  providers: [ProfilesRepository, ProfilesService],
  exports: [ProfilesService],
})
export class ProfilesModule implements OnApplicationBootstrap {
  constructor(private readonly profiles: ProfilesService) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.profiles.storeShipped();
  }
}
