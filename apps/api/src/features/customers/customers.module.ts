import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { ContractsModule } from '../contracts/index.js';
import { DocumentsModule } from '../documents/index.js';
import { FilesModule } from '../files/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { UsersModule } from '../users/index.js';
import { ProfilesModule } from '../profiles/index.js';
import { Archive } from './archive.service.js';
import { ChangeLog } from './change-log.js';
import { ContactAccounts } from './contact-accounts.service.js';
import { Contacts } from './contacts.service.js';
import { ContractWritingController } from './contract-writing.controller.js';
import { ContractWriting } from './contract-writing.service.js';
import { CustomerFilesController } from './customer-files.controller.js';
import { CustomersRepository } from './customers.repository.js';
import { DeviceFiles } from './device-file.service.js';
import { DevicesController } from './devices.controller.js';
import { Devices } from './devices.service.js';
import { ImportsController } from './imports.controller.js';
import { Imports } from './imports.service.js';
import { ONBOARDING_DELEGATES } from './onboarding.delegates.js';
import { OnboardingController } from './onboarding.controller.js';
import { Onboarding } from './onboarding.service.js';
import { Parties } from './parties.service.js';

/** Files of customers, contracts, sites, devices and people: written, logged, imported (Y01, Y27, Y28). */
@Module({
  imports: [
    CasesModule,
    ContractsModule,
    DocumentsModule,
    FilesModule,
    NotificationsModule,
    ProfilesModule,
    UsersModule,
  ],
  controllers: [
    CustomerFilesController,
    ContractWritingController,
    DevicesController,
    ImportsController,
    OnboardingController,
  ],
  providers: [
    CustomersRepository,
    ChangeLog,
    Archive,
    Parties,
    Contacts,
    ContactAccounts,
    Devices,
    DeviceFiles,
    ContractWriting,
    Imports,
    Onboarding,
    ...ONBOARDING_DELEGATES,
  ],
  exports: [Archive, ChangeLog, ContactAccounts, Contacts, ContractWriting, CustomersRepository, Devices, Parties],
})
export class CustomersModule {}
