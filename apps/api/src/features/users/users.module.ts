import { Global, Module, type DynamicModule } from '@nestjs/common';
import { SESSION_RESOLVER } from '@pledge/nest';
import { AbsencesController } from './absences.controller.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { GroupRegistry } from './group-registry.js';
import { LinksService } from './links.service.js';
import { LoginThrottle } from './login-throttle.js';
import { SessionsService } from './sessions.service.js';
import { SavedFiltersController } from './saved-filters.controller.js';
import { SettingsRepository } from './settings.repository.js';
import { SubstitutesController } from './substitutes.controller.js';
import { SubstitutesRepository } from './substitutes.repository.js';
import { SubstitutesService } from './substitutes.service.js';
import { UsersController } from './users.controller.js';
import { UsersDirectory } from './users-directory.js';
import { USERS_OPTIONS, type UsersOptions } from './users.options.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

/** People, roles, groups, sessions and one-time links. Global: the platform asks it who stands behind a request. */
@Global()
@Module({})
export class UsersModule {
  static forRoot(options: UsersOptions): DynamicModule {
    return {
      module: UsersModule,
      controllers: [AuthController, UsersController, SubstitutesController, AbsencesController, SavedFiltersController],
      providers: [
        { provide: USERS_OPTIONS, useValue: options },
        UsersRepository,
        LoginThrottle,
        GroupRegistry,
        SessionsService,
        { provide: SESSION_RESOLVER, useExisting: SessionsService },
        LinksService,
        UsersService,
        AuthService,
        UsersDirectory,
        SubstitutesRepository,
        SettingsRepository,
        SubstitutesService,
      ],
      exports: [SESSION_RESOLVER, UsersService, UsersDirectory, AuthService, SubstitutesService],
    };
  }
}
