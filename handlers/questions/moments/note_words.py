"""Words of notes that tell what a number beside a moment is: a name, a count, or an hour."""

from __future__ import annotations

# Behind one of these a number is a name: "para 3", "room 5", "rev 2".
LABELS = frozenset(
    "alt alternative alternatives para paras paragraph paragraphs art article articles item "
    "items agenda room rooms annex annexes appendix section sections sect option options version "
    "versions draft drafts rev revision nr num number numbers page pages pp p chapter part parts "
    "phase group groups committee cop cmp cma sbi sbsta goal sdg target table figure fig gate "
    "platform floor building hall session round decision decisions resolution point points step "
    "task tier track stream workstream pillar cluster line lines clause footnote box slide "
    "slides question questions tab level unit volume vol issue day week desk booth seat bus tram "
    "train flight terminal zone area block entrance office offices suite studio counter lane apt "
    "apartment cabin stand door exit bis rule rules principle commission subcommittee team "
    "protocol module objective objectives recommendation recommendations indicator priority "
    "measure activity output outcome action commitment theme topic form window sheet batch wave "
    "case scenario model proposal paragraphe paragraphes alinea salle piece annexe chapitre "
    "partie groupe projet numero n° porte quai etage jour seance parrafo parrafos articulo "
    "articulos punto puntos sala anexo pagina paginas capitulo parte grupo borrador opcion piso "
    "puerta sesion tema пункт пункта пункту пункте пункты п статья статьи статью статье ст "
    "раздел раздела зал зале кабинет комната страница стр глава часть группа группы приложение "
    "вариант проект номер № الماده الفقره القاعه الغرفه البند الصفحه الملحق الفصل المجموعه "
    "الخيار رقم".split()
)
# Nouns of one form for one and many, measures and money.
COUNTED_SMALL = frozenset(
    "people men women children staff percent per chf usd eur euro francs km kg sets media "
    "delegates feet sheep police series data personnes gens personas mujeres gente thousand "
    "million billion hundred dozen".split()
)
MEASURES = frozenset("段章节款号版组场个份位本页项条张名国件次篇封家句万千百")
# Behind one of these a number or a part of the day is of the note: "the PM".
DETERMINERS = frozenset(
    "the our my your their his her this that le la les l' el los du des".split()
)
# What is held at an hour as well as counted: "Friday 3 informals on finance".
EVENTS = frozenset(
    "talks informals inf-infs consultations informal drinks bilats bilaterals negotiations "
    "deliberations huddles interviews elections proceedings coordinations briefings drills "
    "consultas negociaciones reuniones entretiens pourparlers canapes".split()
)
# With what notes begin.
OPENING_VERBS = frozenset(
    "ask tell call ring phone send email mail meet check see brief print read write draft "
    "prepare submit book buy bring pick collect confirm reply respond review join attend go "
    "leave take get give remind follow circulate share upload post sign pack pay register update "
    "finalise finalize file speak talk text ping chase nudge order cancel reserve renew return "
    "dial prep study look invite thank visit catch finish start stop open close fetch forward "
    "make do have let try find set put come be let's inform alert notify warn wake translate "
    "edit proofread scan deliver appeler envoyer prevenir verifier relancer demander imprimer "
    "lire ecrire preparer rencontrer voir faire aller rappeler signer remettre payer dire relire "
    "llamar enviar avisar revisar preguntar imprimir leer escribir preparar ver ir hacer firmar "
    "entregar pagar decir recordar mandar pedir eat walk wish run watch".split()
)
# Of them those that are no nouns, too.
PLAIN_VERBS = frozenset(
    "ask tell send meet write prepare submit buy bring collect confirm reply respond attend "
    "leave take get give remind follow circulate upload pay finalise finalize speak chase invite "
    "thank dial inform alert notify appeler envoyer prevenir verifier relancer demander llamar "
    "enviar avisar revisar preguntar".split()
)
# What follows no number that counts it.
NO_NOUNS = frozenset(
    "to of with for and or the a an my our your his her their in on at if is are was be by from "
    "before after until till that this then but so as not no please pls sharp latest tops max "
    "min instead rather maybe perhaps possibly ish or-so prompt early earlier late later exactly "
    "actually sorry sry wait he she we they i you it when while because since past onwards le la "
    "les un une de du des d et ou pour avec à au aux mon ma mes notre si que qui dans chez pile "
    "precises plutot environ el los las y o con para por mi su en del al mejor в во на к с и или "
    "для по о об у от до не что ровно где".split()
)
