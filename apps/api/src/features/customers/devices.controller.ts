import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  addEntryRequest,
  archiveEntry,
  deviceFile,
  deviceList,
  deviceQuery,
  saveDeviceRequest,
  type AddEntryRequest,
  type ArchiveEntry,
  type DeviceFile,
  type DeviceList,
  type DeviceQuery,
  type SaveDeviceRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, PROVIDER_SCOPE, scopeOf, type SessionUser } from '@pledge/nest';
import { Archive } from './archive.service.js';
import { deviceFileExample, devicesExample, entryExample, saveDeviceExample } from './customers.examples.js';
import { DeviceFiles } from './device-file.service.js';
import { Devices } from './devices.service.js';
import { DEVICE_WRITERS } from './roles.js';

/** Devices and their files (Y27). A customer reads the own ones. */
@Controller('devices')
export class DevicesController {
  constructor(
    private readonly devices: Devices,
    private readonly files: DeviceFiles,
    private readonly archive: Archive,
  ) {}

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '设备', en: 'Devices, by contract, customer, site or words' },
    query: deviceQuery,
    response: deviceList,
    example: devicesExample,
  })
  list(@Query() query: DeviceQuery, @CurrentUser() user: SessionUser): Promise<DeviceList> {
    return this.devices.list(scopeOf(user), query);
  }

  @Post()
  @Endpoint({
    roles: DEVICE_WRITERS,
    summary: { zh: '登记设备', en: 'Register a device' },
    body: saveDeviceRequest,
    response: deviceFile,
    example: saveDeviceExample,
  })
  async create(@Body() body: SaveDeviceRequest, @CurrentUser() user: SessionUser): Promise<DeviceFile> {
    return this.files.file(await this.devices.save(null, body, user), PROVIDER_SCOPE);
  }

  @Get(':serialNumber')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '设备档案', en: 'Device file: licences, topology, firmware, every change, all reports' },
    response: deviceFile,
    example: deviceFileExample,
  })
  file(@Param('serialNumber') serialNumber: string, @CurrentUser() user: SessionUser): Promise<DeviceFile> {
    return this.files.file(serialNumber, scopeOf(user));
  }

  @Put(':serialNumber')
  @Endpoint({
    roles: DEVICE_WRITERS,
    summary: { zh: '修改设备，每处变更进入档案', en: 'Change a device; every changed cell goes to the archive' },
    body: saveDeviceRequest,
    response: deviceFile,
    example: { body: { ...saveDeviceExample.body, revision: 1 }, response: saveDeviceExample.response },
  })
  async change(
    @Param('serialNumber') serialNumber: string,
    @Body() body: SaveDeviceRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<DeviceFile> {
    return this.files.file(await this.devices.save(serialNumber, body, user), PROVIDER_SCOPE);
  }

  @Post(':serialNumber/entries')
  @Endpoint({
    roles: DEVICE_WRITERS,
    summary: { zh: '在设备档案中记一条（配置变更、报告、说明）', en: 'Add a configuration change, a report or a note' },
    body: addEntryRequest,
    response: archiveEntry,
    example: entryExample,
  })
  async addEntry(
    @Param('serialNumber') serialNumber: string,
    @Body() body: AddEntryRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ArchiveEntry> {
    const { id, partyId } = await this.devices.device(serialNumber, PROVIDER_SCOPE);
    return this.archive.add({ kind: 'device', id, partyId }, body, user);
  }
}
