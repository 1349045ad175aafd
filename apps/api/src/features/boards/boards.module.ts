import { Module } from '@nestjs/common';
import { BoardsController } from './boards.controller.js';
import { BoardsRepository } from './boards.repository.js';
import { BoardsService } from './boards.service.js';

/** The manager's board: reads what cases, clocks and tasks have. */
@Module({ controllers: [BoardsController], providers: [BoardsRepository, BoardsService] })
export class BoardsModule {}
